package io.emend.training.dpo;

import io.emend.model.preference.PairPasses;
import java.util.Map;
import java.util.TreeMap;

/** Sums over the pairs of a batch, from which TRL's metrics come. */
final class BatchMetrics {
  private final LossOptions options;
  private double loss;
  private int pairs;
  private double accuracies;
  private final double[] rewards = new double[2];
  private final double[] logps = new double[2];
  private final double[] logits = new double[2];
  private final double[] tokens = new double[2];

  BatchMetrics(LossOptions options) {
    this.options = options;
  }

  /**
   * @param reference (2B)
   * @param lengths (2B)
   */
  void add(PairPasses.Outcome outcome, float[] reference, float[] lengths) {
    int size = reference.length / 2;
    loss += outcome.loss();
    pairs += size;
    for (int i = 0; i < size; i++) {
      double chosen = sequence(0, i, outcome, reference, lengths);
      double rejected = sequence(1, size + i, outcome, reference, lengths);
      accuracies += chosen > rejected ? 1 : 0;
    }
  }

  /** Adds one response; returns its reward. */
  private double sequence(
      int side, int at, PairPasses.Outcome outcome, float[] reference, float[] lengths) {
    float logp = outcome.stats()[0][at];
    double reward = options.beta() * (logp - reference[at]);
    rewards[side] += reward;
    logps[side] += logp;
    logits[side] += outcome.stats()[1][at];
    tokens[side] += lengths[at];
    return reward;
  }

  double loss() {
    return loss;
  }

  /** By TRL's names after a prefix; of the rejected side only where the objective reads it. */
  Map<String, Double> metrics(String prefix) {
    Map<String, Double> values = new TreeMap<>();
    values.put(prefix + "loss", loss);
    values.put(prefix + "logps/chosen", logps[0] / pairs);
    values.put(prefix + "logits/chosen", logits[0] / tokens[0]);
    if (options.objective().comparesResponses()) {
      values.put(prefix + "logps/rejected", logps[1] / pairs);
      values.put(prefix + "logits/rejected", logits[1] / tokens[1]);
      values.put(prefix + "rewards/chosen", rewards[0] / pairs);
      values.put(prefix + "rewards/rejected", rewards[1] / pairs);
      values.put(prefix + "rewards/margins", (rewards[0] - rewards[1]) / pairs);
      values.put(prefix + "rewards/accuracies", accuracies / pairs);
    }
    return values;
  }
}
