package io.emend.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import io.emend.jobs.JobExit;
import io.emend.jobs.Placement;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import io.emend.operation.job.Job;
import io.emend.operation.job.JobStatus;
import io.emend.operation.job.StepCounts;
import io.emend.training.job.Hyperparameters;
import io.emend.training.job.TrainingSpec;
import java.time.Instant;
import java.util.Map;

/**
 * A training job as a caller sees it. Absent are the fields that it has no value for.
 *
 * @param reason why it ended without success, such as {@code cancelled} or {@code exit_code}
 * @param message the same as a sentence
 * @param fromAdapter adapter that the training goes on from; absent for a new one
 * @param resources as requested
 * @param placement as requested
 * @param attempts runs started so far; a pod that the cluster replaces within a run is none
 * @param metrics of the last step, by TRL's names
 * @param adapter its name as a model, once the job succeeded; registered by then
 * @param location folder of the store with the adapter, or with the model after full fine-tuning
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TrainingJobView(
    String id,
    String name,
    OperationState state,
    String reason,
    String message,
    String dataset,
    String model,
    String method,
    Hyperparameters hyperparameters,
    String fromAdapter,
    Map<String, String> resources,
    Placement placement,
    OperationProgress<StepCounts> progress,
    int attempts,
    Instant submittedAt,
    Instant startedAt,
    Instant endedAt,
    Instant cancelRequestedAt,
    JsonNode metrics,
    String adapter,
    String location) {

  /**
   * @param metrics null to leave them out
   */
  static TrainingJobView of(Job job, JsonNode metrics) {
    TrainingSpec spec = TrainingSpec.read(job.spec().request());
    JobStatus status = job.status();
    JobExit exit = status.exit();
    String id = job.spec().id();
    boolean done = status.state() == OperationState.SUCCEEDED;
    boolean adapter = !spec.hyperparameters().fullFineTuning();
    return new TrainingJobView(
        id,
        job.spec().name(),
        status.state(),
        exit == null || exit.reason() == null ? null : exit.reason().word(),
        exit == null ? status.waiting() : exit.message(),
        spec.dataset(),
        spec.model(),
        spec.method(),
        spec.hyperparameters(),
        spec.fromAdapter(),
        job.spec().resources(),
        job.spec().placement().equals(Placement.ANYWHERE) ? null : job.spec().placement(),
        status.progress(),
        status.attempts(),
        job.spec().submittedAt(),
        status.startedAt(),
        status.endedAt(),
        status.cancelRequestedAt(),
        metrics,
        done && adapter ? id : null,
        done ? "jobs/" + id + (adapter ? "/adapter/" : "/model/") : null);
  }
}
