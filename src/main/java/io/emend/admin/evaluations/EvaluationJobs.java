package io.emend.admin.evaluations;

import io.emend.admin.evaluations.Evaluation.Failure;
import io.emend.error.ErrorCode;
import io.emend.jobs.Job;
import io.emend.jobs.JobExit;
import io.emend.jobs.JobSpec;
import io.emend.jobs.Supervisor;
import io.emend.operation.OperationState;
import jakarta.inject.Singleton;
import java.time.Instant;

/** Evaluations that a job runs, since this server has no model. They outlive it. */
@Singleton
final class EvaluationJobs implements EvaluationPlace {
  /** The command that runs one. */
  private static final String COMMAND = "evaluate";

  private static final int LONGEST = 150;

  private final EvaluationRecords records;
  private final Supervisor jobs;

  EvaluationJobs(EvaluationRecords records, Supervisor jobs) {
    this.records = records;
    this.jobs = jobs;
  }

  /** The record comes first: {@link #find} makes the job that a crash left out. */
  @Override
  public Evaluation begin(Evaluation queued) {
    JobSpec job = job(queued);
    Evaluation taken = queued.runBy(job.id());
    records.add(taken);
    jobs.submit(job);
    return taken;
  }

  private static JobSpec job(Evaluation evaluation) {
    // Names of models may be long, and that of a job may not.
    String models = abbreviated(String.join(" and ", evaluation.spec().models()));
    return JobSpec.of(
        evaluation.id(), "evaluation of " + models, COMMAND, "--evaluation", evaluation.id());
  }

  private static String abbreviated(String models) {
    return models.length() <= LONGEST ? models : models.substring(0, LONGEST) + "…";
  }

  @Override
  public void find(Evaluation open) {
    jobs.submit(job(open));
  }

  @Override
  public Evaluation seen(Evaluation stored) {
    // A crash between the record and the job left this one out.
    Job job = jobs.known(stored.job()).orElseGet(() -> jobs.submit(job(stored)));
    if (job.status().state().ended()) {
      // Written by the run before it ended, or never.
      return records.update(stored.id(), each -> each.failed(why(job), Instant.now()));
    }
    return stored.waitingFor(job.status().waiting());
  }

  private static Failure why(Job job) {
    JobExit exit = job.status().exit();
    String how =
        job.status().state() == OperationState.CANCELLED ? "its job was cancelled" : exit.message();
    return new Failure(ErrorCode.EVALUATION_INTERRUPTED.code(), how);
  }

  @Override
  public void end(Evaluation cancelled) {
    // A crash between the two left a record without a job: nothing runs.
    jobs.known(cancelled.job()).ifPresent(job -> jobs.cancel(job.spec().id()));
  }
}
