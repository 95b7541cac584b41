package io.emend.engine.sampling;

import io.emend.generation.Sampling;
import java.util.Arrays;
import java.util.Set;

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
    temper(scores, sampling.temperature());
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

  /** Relative to the best, which changes no probability and lets no temperature overflow. */
  private static void temper(double[] scores, double temperature) {
    double best = Arrays.stream(scores).max().orElseThrow();
    for (int i = 0; i < scores.length; i++) {
      scores[i] = (scores[i] - best) / temperature;
    }
  }

  private static void topK(double[] scores, int k) {
    double[] sorted = scores.clone();
    Arrays.sort(sorted);
    double least = sorted[sorted.length - k];
    removeBelow(scores, least);
  }

  /** Removes the least likely tokens whose probabilities sum to at most 1 - p, the best never. */
  private static void topP(double[] scores, double p) {
    double[] probabilities = softmax(scores);
    double[] ascending = probabilities.clone();
    Arrays.sort(ascending);
    int removed = 0;
    double sum = ascending[0];
    while (removed < ascending.length - 1 && sum <= 1 - p) {
      removed++;
      sum += ascending[removed];
    }
    removeLeast(scores, probabilities, ascending[removed], removed);
  }

  /** Removes {@code count} tokens: all below the least kept, and of its equals the first ones. */
  private static void removeLeast(
      double[] scores, double[] probabilities, double least, int count) {
    long equals = count - Arrays.stream(probabilities).filter(each -> each < least).count();
    for (int i = 0; i < scores.length; i++) {
      boolean surplus = probabilities[i] == least && equals > 0;
      if (surplus) {
        equals--;
      }
      if (surplus || probabilities[i] < least) {
        scores[i] = Double.NEGATIVE_INFINITY;
      }
    }
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
