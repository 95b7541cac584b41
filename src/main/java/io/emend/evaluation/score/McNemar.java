package io.emend.evaluation.score;

import org.apache.commons.statistics.inference.BinomialTest;

/** McNemar's exact test: do two answers to the same questions differ in accuracy? */
final class McNemar {
  private McNemar() {}

  /**
   * Two-sided p-value. If neither were better, each disagreement would go either way like a coin.
   *
   * @param losses right before, wrong after
   * @param gains wrong before, right after
   */
  static double pValue(int losses, int gains) {
    int disagreements = losses + gains;
    return disagreements == 0
        ? 1
        : BinomialTest.withDefaults().test(disagreements, gains, 0.5).getPValue();
  }
}
