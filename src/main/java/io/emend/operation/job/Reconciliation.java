package io.emend.operation.job;

import io.emend.jobs.JobExit;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.RunObservation;
import io.emend.jobs.RunObservation.Absent;
import io.emend.jobs.RunObservation.Alive;
import io.emend.jobs.RunObservation.Ended;
import io.emend.jobs.RunObservation.Terminating;
import io.emend.jobs.RunObservation.Unknown;
import io.emend.operation.OperationState;
import java.time.Duration;
import java.time.Instant;

/**
 * The rules: from where a job stands and what is seen of it to the next step. Pure, so that any
 * moment of a crash is a case among the others.
 *
 * @param attempts most runs of a job
 * @param grace from a cancellation to a forced stop
 */
record Reconciliation(int attempts, Duration grace) {

  /** What to do next. */
  sealed interface Step {
    /** Nothing to do, nothing to write. */
    record Stay() implements Step {}

    /** Write a status. */
    record Record(JobStatus status) implements Step {}

    /** Start the run that the status counts. */
    record Launch() implements Step {}

    /** Stop the run. */
    record Halt(JobLauncher.Stop how) implements Step {}
  }

  /** A job without a run: its turn comes when there is room. */
  Step queued(JobStatus status, boolean room, Instant now) {
    if (status.cancelRequestedAt() != null) {
      return new Step.Record(status.ended(OperationState.CANCELLED, JobExit.cancelledInQueue(now)));
    }
    return room ? new Step.Record(status.running(now)) : new Step.Stay();
  }

  /** A job that is to run, held against what is seen. */
  Step running(JobStatus status, RunObservation observed, Instant now) {
    if (observed instanceof Ended ended) {
      return new Step.Record(over(status, ended.exit()));
    }
    boolean unwanted = status.cancelRequestedAt() != null;
    if (observed instanceof Absent) {
      return unwanted
          ? new Step.Record(status.ended(OperationState.CANCELLED, JobExit.cancelledAndGone(now)))
          : absent(status, now);
    }
    if (unwanted) {
      return halt(status, observed, now);
    }
    JobStatus next = goesOn(status, observed, now);
    return next.equals(status) ? new Step.Stay() : new Step.Record(next);
  }

  private static JobStatus goesOn(JobStatus status, RunObservation observed, Instant now) {
    if (observed instanceof Unknown unknown) {
      return status.waitingFor(unknown.reason());
    }
    return status
        .launched(now)
        .waitingFor(
            observed instanceof Terminating terminating
                ? terminating.what()
                : ((Alive) observed).waiting());
  }

  /** A run that was there is not started again as if it had not been. */
  private Step absent(JobStatus status, Instant now) {
    return status.launchedAt() == null
        ? new Step.Launch()
        : new Step.Record(over(status, JobExit.vanished(now)));
  }

  private Step halt(JobStatus status, RunObservation observed, Instant now) {
    if (now.isBefore(status.cancelRequestedAt().plus(grace))) {
      return new Step.Halt(JobLauncher.Stop.ASK);
    }
    // Nobody is left who could be told to end it: another run waits for its end all the same.
    return observed instanceof Terminating terminating
        ? new Step.Record(
            status.ended(
                OperationState.CANCELLED, JobExit.cancelledAndEnding(terminating.what(), now)))
        : new Step.Halt(JobLauncher.Stop.FORCE);
  }

  private JobStatus over(JobStatus status, JobExit exit) {
    if (status.cancelRequestedAt() != null) {
      // A run that saves and exits with 0 when asked to stop is not complete.
      return status.ended(OperationState.CANCELLED, exit.cancelled());
    }
    if (exit.succeeded()) {
      return status.ended(OperationState.SUCCEEDED, exit);
    }
    JobStatus failed = status.ended(OperationState.FAILED, exit);
    boolean again = exit.reason().interruption() && status.attempts() < attempts;
    return again ? failed.requeued() : failed;
  }
}
