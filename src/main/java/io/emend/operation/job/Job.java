package io.emend.operation.job;

import io.emend.jobs.JobSpec;
import io.emend.operation.OperationState;
import java.util.Comparator;

/** A job as it is known: what was asked and where it stands. */
public record Job(JobSpec spec, JobStatus status) {
  /** Those that run, then the others, each in the order they came. */
  static final Comparator<Job> IN_ORDER =
      Comparator.comparing((Job job) -> job.status.state() != OperationState.RUNNING)
          .thenComparing(job -> job.spec.submittedAt())
          .thenComparing(job -> job.spec.id());

  static final Comparator<Job> LATEST_FIRST =
      Comparator.comparing((Job job) -> job.spec.submittedAt()).reversed();
}
