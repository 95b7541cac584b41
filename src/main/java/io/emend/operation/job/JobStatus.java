package io.emend.operation.job;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.jobs.JobExit;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import java.time.Instant;

/**
 * Where a job stands. Stored as {@code jobs/{id}/status.json}, replaced as it changes.
 *
 * @param attempts runs started so far
 * @param exit how the last run ended; null while there is none
 * @param progress null until the run reports some
 * @param cancelRequestedAt null unless someone wants the job to end
 * @param waiting what a run that was started waits for, as a sentence; null if it waits for nothing
 * @param launchedAt when the run that the attempts end with was first known to be there, null
 *     before: one that is not there is to be started before, and is lost after
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record JobStatus(
    OperationState state,
    int attempts,
    JobExit exit,
    OperationProgress<StepCounts> progress,
    Instant startedAt,
    Instant endedAt,
    Instant cancelRequestedAt,
    String waiting,
    Instant launchedAt) {

  public JobStatus {
    if (endedAt != null && startedAt != null && endedAt.isBefore(startedAt)) {
      // The clock was set back meanwhile.
      endedAt = startedAt;
    }
    require(state != null, "state", "must be given", null);
    require(attempts >= 0, "attempts", "must not be negative", attempts);
    require(state.ended() == (endedAt != null), "endedAt", "must stand with a final state", state);
    require(
        state != OperationState.RUNNING || attempts > 0,
        "attempts",
        "must count this run",
        attempts);
  }

  /** A job that waits for its turn. */
  static JobStatus queued() {
    return new JobStatus(OperationState.QUEUED, 0, null, null, null, null, null, null, null);
  }

  /** The next run begins. */
  JobStatus running(Instant now) {
    return new JobStatus(
        OperationState.RUNNING, attempts + 1, null, progress, now, null, null, null, null);
  }

  /** Waits for another run, which goes on where the last one stopped. */
  JobStatus requeued() {
    return new JobStatus(
        OperationState.QUEUED, attempts, exit, progress, startedAt, null, null, null, null);
  }

  JobStatus ended(OperationState last, JobExit how) {
    return new JobStatus(
        last, attempts, how, progress, startedAt, how.at(), cancelRequestedAt, null, launchedAt);
  }

  JobStatus cancelRequested(Instant now) {
    return new JobStatus(
        state, attempts, exit, progress, startedAt, endedAt, now, waiting, launchedAt);
  }

  JobStatus progressed(OperationProgress<StepCounts> latest) {
    return new JobStatus(
        state, attempts, exit, latest, startedAt, endedAt, cancelRequestedAt, waiting, launchedAt);
  }

  JobStatus waitingFor(String what) {
    return new JobStatus(
        state, attempts, exit, progress, startedAt, endedAt, cancelRequestedAt, what, launchedAt);
  }

  /** The run is there. */
  JobStatus launched(Instant now) {
    return launchedAt != null
        ? this
        : new JobStatus(
            state, attempts, exit, progress, startedAt, endedAt, cancelRequestedAt, waiting, now);
  }
}
