package io.emend.command;

import io.emend.training.job.Hyperparameters;

/** The settings of the demo's training, chosen on validation questions (docs/results.md). */
final class DemoRecipe {
  private DemoRecipe() {}

  static Hyperparameters of(long seed) {
    return new Hyperparameters(
        null, null, null, null, 1e-3, null, null, null, null, 2, null, null, null, 16, 32.0, null,
        seed, null, null, null, null);
  }
}
