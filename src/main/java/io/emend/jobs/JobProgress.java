package io.emend.jobs;

import static io.emend.error.EmendException.require;

/**
 * How far a run has come, in the steps that it counts itself.
 *
 * @param step of the run's steps those that are done; none before its work proper
 * @param total of what the phase counts
 * @param phase {@code training}, or what comes before it: {@code features} or {@code references}
 * @param done of the total; in the phase {@code training} the steps
 */
public record JobProgress(long step, long total, String phase, Long done) {
  private static final String TRAINING = "training";

  public JobProgress {
    phase = phase == null ? TRAINING : phase;
    done = done == null ? (Long) step : done;
    require(done >= 0 && done <= total, "done", "must be 0 to the total " + total, done);
    require(step >= 0, "step", "must not be negative", step);
    require(total >= step, "total", "must be at least the step " + step, total);
  }

  /** So many steps of training. */
  public JobProgress(long step, long total) {
    this(step, total, TRAINING, step);
  }

  /** A phase before the first step. */
  static JobProgress before(String phase, long done, long total) {
    return new JobProgress(0, total, phase, done);
  }
}
