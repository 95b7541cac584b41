package io.emend.operation.job;

import static io.emend.error.EmendException.require;

import io.emend.jobs.JobSpec;
import io.emend.jobs.Placement;
import io.emend.training.job.Hyperparameters;
import io.emend.training.job.TrainingSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a caller asks for.
 *
 * @param dataset {@code name/version}, or {@code name} for its latest version
 * @param model reference of the model to start from
 * @param method {@code dpo} (when left out) or {@code sft}
 * @param hyperparameters null for all defaults
 * @param resources requested, in Kubernetes quantities, null for none
 * @param placement requested queue, priority class and type of GPU, null for none
 * @param name for people, null for one that is made
 * @param fromAdapter id of the adapter that training goes on from, null for a new one
 */
public record TrainingJobRequest(
    @Schema(required = true) String dataset,
    String model,
    String method,
    Hyperparameters hyperparameters,
    Map<String, String> resources,
    Placement placement,
    String name,
    String fromAdapter) {

  TrainingSpec spec(String version) {
    return TrainingSpec.requested(version, model, method, hyperparameters, fromAdapter);
  }

  /** The job that does it. */
  JobSpec job(String id, TrainingSpec spec) {
    Map<String, String> requested = resources == null ? Map.of() : resources;
    boolean complete = requested.values().stream().noneMatch(Objects::isNull);
    require(complete, "resources", "must each have a quantity", requested);
    String called = name == null ? spec.method() + " on " + spec.dataset() : name;
    List<String> arguments = List.of(TrainingJobs.COMMAND, "--job", id);
    return new JobSpec(id, called, arguments, spec.json(), requested, placement, Instant.now());
  }
}
