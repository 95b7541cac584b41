package io.emend.engine;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Probabilities of the next token, in double precision: repetition penalty, temperature, top-k,
 * top-p and min-p in the order and with the rules of transformers' {@code generate}.
 */
final class TokenDistribution {
  private TokenDistribution() {}

  /**
   * @param logits (vocabulary), left as they are
   * @param seen tokens of prompt and response so far
   * @return (vocabulary), summing to 1
   */
  static double[] of(float[] logits, Sampling sampling, Set<Integer> seen) {
    double[] scores = penalized(logits, sampling.repetitionPenalty(), seen);
    for (int i = 0; i < scores.length; i++) {
      scores[i] /= sampling.temperature();
    }
    if (sampling.topK() > 0 && sampling.topK() < scores.length) {
      topK(scores, sampling.topK());
    }
    if (sampling.topP() < 1) {
      topP(scores, sampling.topP());
    }
    if (sampling.minP() > 0) {
      minP(scores, sampling.minP());
    }
    return softmax(scores);
  }

  /** Keskar et al. 2019: seen tokens' scores are divided if positive, multiplied if negative. */
  static double[] penalized(float[] logits, double penalty, Set<Integer> seen) {
    double[] scores = new double[logits.length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = logits[i];
    }
    if (penalty != 1) {
      for (int token : seen) {
        scores[token] = scores[token] > 0 ? scores[token] / penalty : scores[token] * penalty;
      }
    }
    return scores;
  }

  private static void topK(double[] scores, int k) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double least = sorted[sorted.length - k];
    removeBelow(scores, least);
  }

  private static void topP(double[] scores, double p) {
    double[] probabilities = softmax(scores);
    int[] ascending = ascending(probabilities);
    double sum = 0;
    for (int i = 0; i < ascending.length - 1; i++) {
      sum += probabilities[ascending[i]];
      if (sum > 1 - p) {
        return;
      }
      scores[ascending[i]] = Double.NEGATIVE_INFINITY;
    }
  }

  private static int[] ascending(double[] values) {
    return IntStream.range(0, values.length)
        .boxed()
        .sorted((a, b) -> Double.compare(values[a], values[b]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static void minP(double[] scores, double minP) {
    double best = Arrays.stream(scores).max().orElseThrow();
    removeBelow(scores, best + Math.log(minP));
  }

  private static void removeBelow(double[] scores, double least) {
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] < least) {
        scores[i] = Double.NEGATIVE_INFINITY;
      }
    }
  }

  private static double[] softmax(double[] scores) {
    double best = Arrays.stream(scores).max().orElseThrow();
    double[] result = new double[scores.length];
    double sum = 0;
    for (int i = 0; i < scores.length; i++) {
      result[i] = Math.exp(scores[i] - best);
      sum += result[i];
    }
    for (int i = 0; i < result.length; i++) {
      result[i] /= sum;
    }
    return result;
  }
}
