package io.emend.evaluation.score;

import io.emend.correction.Outcome;
import io.emend.evaluation.source.LabelledSample;

/**
 * What a model made of a sample.
 *
 * @param group shared by the rotations of one question, else the id
 * @param options how many there were; 0 for an open question
 * @param expected the right option's letter, or the right answer of an open question
 * @param initial the first turn
 * @param refined the second turn, null when not asked for
 */
public record ScoredSample(
    String id,
    String category,
    String group,
    int options,
    String expected,
    Reply initial,
    Reply refined) {

  /**
   * What a turn said.
   *
   * @param answer null when unparsed
   */
  public record Reply(String response, String answer) {}

  public static ScoredSample of(LabelledSample sample, Reply initial, Reply refined) {
    return new ScoredSample(
        sample.id(),
        sample.category(),
        sample.group(),
        sample.question().options().size(),
        sample.answer(),
        initial,
        refined);
  }

  public boolean initialRight() {
    return expected.equalsIgnoreCase(initial.answer());
  }

  public boolean refinedRight() {
    return refined != null && expected.equalsIgnoreCase(refined.answer());
  }

  /** Null without a second turn. */
  public Outcome outcome() {
    return refined == null ? null : Outcome.of(initialRight(), refinedRight());
  }
}
