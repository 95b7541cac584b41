package io.emend.preference.pair;

import static io.emend.error.EmendException.require;

import io.emend.correction.Outcome;
import io.emend.preference.DataSplit;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.PictureIds;
import io.emend.preference.RecordedTurn;
import java.util.List;

/**
 * Two responses to one prompt, the better one first; a row of {@code pairs-*.jsonl}. After He et
 * al. 2025: the prompt is the first turn's, so that the model learns to answer well at once.
 *
 * @param image SHA-256 of the only picture; null where there are several
 * @param images those of several pictures in order; null where there is one
 * @param question its text alone, by which held-out questions are told
 * @param prompt the first turn's whole text, options included
 */
public record PreferencePair(
    String sample,
    String category,
    String image,
    List<String> images,
    String question,
    String prompt,
    String chosen,
    String rejected,
    Outcome outcome,
    DataSplit split) {

  public PreferencePair {
    require(sample != null && !sample.isBlank(), "sample", "must not be empty", sample);
    images = PictureIds.checked(image, images);
    require(prompt != null && !prompt.isBlank(), "prompt", "must not be empty", prompt);
    require(chosen != null, "chosen", "must be there", chosen);
    require(!chosen.equals(rejected), "rejected", "must differ from chosen", rejected);
    boolean mixed = outcome == Outcome.RIGHT_WRONG || outcome == Outcome.WRONG_RIGHT;
    require(mixed, "outcome", "must be right_wrong or wrong_right", outcome);
    require(split != null, "split", "must be there", split);
  }

  /** SHA-256 of all pictures in order. */
  public List<String> pictures() {
    return PictureIds.of(image, images);
  }

  /** The pair of a sample that {@link SkipReason} has nothing against. */
  public static PreferencePair of(LabelledCorrection sample, DataSplit split) {
    boolean harmed = sample.outcome() == Outcome.RIGHT_WRONG;
    RecordedTurn chosen = harmed ? sample.initial() : sample.refined();
    RecordedTurn rejected = harmed ? sample.refined() : sample.initial();
    return new PreferencePair(
        sample.id(),
        sample.category(),
        sample.image(),
        sample.images(),
        sample.asked().question(),
        sample.asked().prompt(),
        chosen.response(),
        rejected.response(),
        sample.outcome(),
        split);
  }
}
