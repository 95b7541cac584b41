package io.emend.command;

import io.emend.inference.SamplingRequest;
import io.emend.training.job.Hyperparameters;

/**
 * The settings of the demo's answers and training, chosen on validation questions
 * (docs/results.md).
 */
final class DemoRecipe {
  private DemoRecipe() {}

  /** Drawn answers differ more often between turns than greedy ones: more pairs a question. */
  static final SamplingRequest SAMPLING =
      new SamplingRequest(1.0, null, null, null, null, null, null, null);

  static Hyperparameters of(long seed) {
    return new Hyperparameters(
        null, null, null, null, 1e-3, null, null, null, null, 2, null, null, null, 16, 32.0, null,
        seed, null, null, null, null);
  }
}
