package io.emend.jobs;

import static io.emend.error.EmendException.require;

/** How far a run has come, in the steps that it counts itself. */
public record JobProgress(long step, long total) {
  public JobProgress {
    require(step >= 0, "step", "must not be negative", step);
    require(total >= step, "total", "must be at least the step " + step, total);
  }
}
