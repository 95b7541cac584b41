package io.emend.engine;

import java.util.Set;
import java.util.SplittableRandom;

/** Draws the tokens of one response. The same seed and logits give the same tokens. */
final class Sampler {
  private final Sampling sampling;
  private final SplittableRandom random;

  Sampler(Sampling sampling) {
    this.sampling = sampling;
    this.random =
        sampling.seed() == null ? new SplittableRandom() : new SplittableRandom(sampling.seed());
  }

  /**
   * @param logits (vocabulary)
   * @param seen tokens of prompt and response so far
   */
  int next(float[] logits, Set<Integer> seen) {
    if (sampling.temperature() == 0) {
      return best(TokenDistribution.penalized(logits, sampling.repetitionPenalty(), seen));
    }
    return draw(TokenDistribution.of(logits, sampling, seen));
  }

  private static int best(double[] scores) {
    int best = 0;
    for (int i = 1; i < scores.length; i++) {
      if (scores[i] > scores[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Inverse of the cumulative distribution; rounding at its end falls to the last token. */
  private int draw(double[] probabilities) {
    double left = random.nextDouble();
    int last = 0;
    for (int i = 0; i < probabilities.length; i++) {
      if (probabilities[i] > 0) {
        last = i;
        left -= probabilities[i];
        if (left < 0) {
          return i;
        }
      }
    }
    return last;
  }
}
