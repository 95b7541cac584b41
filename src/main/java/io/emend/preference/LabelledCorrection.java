package io.emend.preference;

import static io.emend.error.EmendException.require;

import io.emend.correction.Outcome;
import io.emend.storage.Sha256;

/**
 * A question with a reference answer, answered in two turns; a row of {@code samples-*.jsonl}.
 *
 * @param id unique in a dataset; the same id is the same sample, however often it is delivered
 * @param source name of the labelled source
 * @param image SHA-256 of the encoded picture, which lies in the store under it
 * @param reference the right answer
 */
public record LabelledCorrection(
    String id,
    String source,
    String category,
    String image,
    AskedQuestion asked,
    String reference,
    RecordedTurn initial,
    RecordedTurn refined,
    Outcome outcome,
    SampleLineage lineage) {

  public LabelledCorrection {
    require(id != null && !id.isBlank(), "id", "must not be empty", id);
    require(source != null, "source", "must be there", source);
    require(category != null, "category", "must be there", category);
    require(Sha256.isValid(image), "image", "must be a SHA-256 in hex", image);
    require(asked != null, "asked", "must be there", asked);
    require(reference != null, "reference", "must be there", reference);
    require(initial != null, "initial", "must be there", initial);
    require(refined != null, "refined", "must be there", refined);
    require(outcome != null, "outcome", "must be there", outcome);
    require(lineage != null, "lineage", "must be there", lineage);
  }
}
