package io.emend.operation.job;

import io.emend.operation.OperationProgress;

/**
 * What a run counts of its work proper.
 *
 * @param step steps that are done; none in a phase before them
 */
public record StepCounts(long step) {
  private static final String TRAINING = "training";

  /** So many steps of training. */
  static OperationProgress<StepCounts> training(long step, long total) {
    return new OperationProgress<>(TRAINING, step, total, null, null, new StepCounts(step));
  }

  /** A phase before the first step, such as {@code features} or {@code references}. */
  static OperationProgress<StepCounts> before(String phase, long done, long total) {
    return new OperationProgress<>(phase, done, total, null, null, new StepCounts(0));
  }
}
