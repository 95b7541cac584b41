package io.emend.preference;

import static io.emend.error.EmendException.require;

import io.emend.correction.Outcome;
import java.util.List;

/**
 * A question with a reference answer, answered in two turns; a row of {@code samples-*.jsonl}.
 *
 * @param id unique in a dataset; the same id is the same sample, however often it is delivered
 * @param source name of the labelled source
 * @param image SHA-256 of the only encoded picture, which lies in the store under it; null where
 *     there are several
 * @param images those of several pictures in order; null where there is one
 * @param reference the right answer
 */
public record LabelledCorrection(
    String id,
    String source,
    String category,
    String image,
    List<String> images,
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
    images = PictureIds.checked(image, images);
    require(asked != null, "asked", "must be there", asked);
    require(reference != null, "reference", "must be there", reference);
    require(initial != null, "initial", "must be there", initial);
    require(refined != null, "refined", "must be there", refined);
    require(outcome != null, "outcome", "must be there", outcome);
    require(lineage != null, "lineage", "must be there", lineage);
  }

  /** SHA-256 of all pictures in order. */
  public List<String> pictures() {
    return PictureIds.of(image, images);
  }
}
