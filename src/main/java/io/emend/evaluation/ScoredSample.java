package io.emend.evaluation;

import io.emend.correction.Outcome;

/**
 * What a model made of a sample.
 *
 * @param initial the first turn's answer, null when unparsed
 * @param refined the second turn's, null when unparsed or not asked for
 * @param outcome null without a second turn
 */
public record ScoredSample(
    String id,
    String category,
    int options,
    String expected,
    String initial,
    String refined,
    Outcome outcome) {

  public boolean initialRight() {
    return expected.equalsIgnoreCase(initial);
  }

  public boolean refinedRight() {
    return expected.equalsIgnoreCase(refined);
  }
}
