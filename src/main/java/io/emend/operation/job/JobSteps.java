package io.emend.operation.job;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobExit;
import io.emend.jobs.JobLauncher;
import io.emend.jobs.JobSpec;
import io.emend.jobs.RunObservation;
import io.emend.operation.OperationState;
import io.emend.operation.job.Reconciliation.Step;
import java.time.Instant;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Takes a job on by one step: looks, asks the rules, writes down, and does. */
final class JobSteps {
  private static final Logger LOG = Logger.getLogger(JobSteps.class);

  private final JobRecords records;
  private final JobLauncher launcher;
  private final Reconciliation rules;
  private final Consumer<Job> listener;

  /**
   * @param listener hears of each job that comes into another state
   */
  JobSteps(JobRecords records, JobLauncher launcher, Reconciliation rules, Consumer<Job> listener) {
    this.records = records;
    this.launcher = launcher;
    this.rules = rules;
    this.listener = listener;
  }

  /** Takes one step. What is written comes before what is done: a crash between is seen later. */
  JobStatus advance(Job job, boolean room) {
    JobStatus known = job.status();
    String id = job.spec().id();
    return switch (known.state()) {
      case QUEUED -> apply(job, known, rules.queued(known, room, Instant.now()));
      case RUNNING -> {
        RunObservation observed = records.explained(id, launcher.observe(id, known.attempts()));
        JobStatus latest = records.progress(id).map(known::progressed).orElse(known);
        JobStatus next = apply(job, latest, rules.running(latest, observed, Instant.now()));
        // What nobody can observe is the same for all jobs, and told once by the launcher.
        if (!(observed instanceof RunObservation.Unknown)) {
          tellWaiting(job, next);
        }
        yield next;
      }
      case SUCCEEDED, FAILED, CANCELLED -> known;
    };
  }

  private JobStatus apply(Job job, JobStatus latest, Step step) {
    String id = job.spec().id();
    JobStatus next =
        step instanceof Step.Record change ? change.status() : act(job.spec(), latest, step);
    if (!next.equals(job.status())) {
      records.replace(id, job.status(), next);
    }
    if (next.state() != job.status().state()) {
      listener.accept(new Job(job.spec(), next));
    }
    return next;
  }

  private static void tellWaiting(Job job, JobStatus next) {
    if (next.waiting() != null && !next.waiting().equals(job.status().waiting())) {
      LOG.infof("job %s waits: %s", job.spec().id(), next.waiting());
    }
  }

  /** What a cluster that is away cannot do is asked for again at the next look. */
  private JobStatus act(JobSpec spec, JobStatus status, Step step) {
    try {
      if (step instanceof Step.Halt halt) {
        launcher.stop(spec.id(), status.attempts(), halt.how());
      }
      return step instanceof Step.Launch ? launch(spec, status) : status;
    } catch (EmendException e) {
      if (e.code() != ErrorCode.CLUSTER_FAILED) {
        throw e;
      }
      return status.waitingFor(e.getMessage());
    }
  }

  private JobStatus launch(JobSpec spec, JobStatus status) {
    try {
      launcher.launch(spec, status.attempts());
      return status.launched(Instant.now());
    } catch (EmendException e) {
      if (e.code() == ErrorCode.CLUSTER_FAILED) {
        throw e;
      }
      LOG.warnf(e, "job %s cannot be started", spec.id());
      return status.ended(
          OperationState.FAILED, JobExit.launchFailed(e.getMessage(), Instant.now()));
    }
  }
}
