package io.emend.operation.job;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.smallrye.mutiny.Multi;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** Of all jobs those that train. */
@Singleton
public class TrainingJobs {
  /** The command that trains. */
  public static final String COMMAND = "train";

  private final Supervisor supervisor;

  TrainingJobs(Supervisor supervisor) {
    this.supervisor = supervisor;
  }

  public static boolean isOne(Job job) {
    return COMMAND.equals(job.spec().command());
  }

  /** The latest first. */
  public List<Job> list() {
    return supervisor.jobs().stream().filter(TrainingJobs::isOne).toList();
  }

  /**
   * @throws EmendException {@code job_not_found}
   */
  public Job get(String id) {
    Job job = supervisor.job(id);
    if (!isOne(job)) {
      throw new EmendException(
          ErrorCode.JOB_NOT_FOUND, "there is no training job " + id, Map.of("job", id));
    }
    return job;
  }

  public Job cancel(String id) {
    return supervisor.cancel(get(id).spec().id());
  }

  public Multi<String> logs(String id) {
    return supervisor.logs(get(id).spec().id());
  }
}
