package io.emend.command.demo;

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

  /** Many a right answer was luck: smoothed labels keep what pairs agree on and little else. */
  static Hyperparameters dpo(long seed) {
    return of(0.2, seed);
  }

  /** The same where there are no labels to smooth. */
  static Hyperparameters sft(long seed) {
    return of(0.0, seed);
  }

  private static Hyperparameters of(double labelSmoothing, long seed) {
    return new Hyperparameters(
        null,
        null,
        labelSmoothing,
        null,
        1e-3,
        null,
        null,
        null,
        null,
        2,
        null,
        null,
        null,
        16,
        32.0,
        null,
        seed,
        null,
        null,
        null,
        null);
  }
}
