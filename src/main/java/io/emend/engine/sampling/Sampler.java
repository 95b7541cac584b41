package io.emend.engine.sampling;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/** Draws the tokens of one response. The same seed and logits give the same tokens. */
public final class Sampler {
  private final Sampling sampling;
  private final SplittableRandom random;
  private final Map<Integer, Integer> written = new HashMap<>();

  public Sampler(Sampling sampling) {
    this.sampling = sampling;
    this.random =
        sampling.seed() == null ? new SplittableRandom() : new SplittableRandom(sampling.seed());
  }

  /**
   * @param logits (vocabulary)
   * @param seen tokens of prompt and response so far
   * @throws EmendException {@code internal} when a logit is not a number
   */
  public int next(float[] logits, Set<Integer> seen) {
    requireNumbers(logits);
    int token = choose(biased(sampling.bias(), logits, written), seen);
    written.merge(token, 1, Integer::sum);
    return token;
  }

  /**
   * @param logits (vocabulary), left as they are
   * @param written how often the response has each of its tokens so far
   * @return (vocabulary); the same array where nothing is added
   */
  static float[] biased(TokenBias bias, float[] logits, Map<Integer, Integer> written) {
    if (bias.equals(TokenBias.NONE)) {
      return logits;
    }
    float[] scores = logits.clone();
    bias.logitBias().forEach((token, added) -> scores[token] += added.floatValue());
    written.forEach(
        (token, times) ->
            scores[token] -= (float) (bias.frequencyPenalty() * times + bias.presencePenalty()));
    return scores;
  }

  private int choose(float[] scores, Set<Integer> seen) {
    if (sampling.temperature() == 0) {
      return best(TokenDistribution.penalized(scores, sampling.repetitionPenalty(), seen));
    }
    return draw(TokenDistribution.of(scores, sampling, seen));
  }

  /** Every comparison with NaN is false: without this the first token would win unnoticed. */
  private static void requireNumbers(float[] logits) {
    if (!areNumbers(logits)) {
      throw new EmendException(
          ErrorCode.INTERNAL, "the model computed logits that are infinite or no numbers");
    }
  }

  /** Minus infinity is one: a token that cannot come. */
  public static boolean areNumbers(float[] logits) {
    for (float logit : logits) {
      if (Float.isNaN(logit) || logit == Float.POSITIVE_INFINITY) {
        return false;
      }
    }
    return true;
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
