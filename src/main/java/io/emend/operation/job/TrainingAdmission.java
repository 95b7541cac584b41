package io.emend.operation.job;

import io.emend.error.EmendException;
import io.emend.inference.adapter.Adapters;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.jobs.JobSpec;
import io.emend.training.job.TrainingConfig;
import io.emend.training.job.TrainingPlanner;
import io.emend.training.job.TrainingSpec;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Takes training jobs, once an idempotency key, and refuses those that cannot end well. */
@Singleton
public class TrainingAdmission {
  private final Supervisor supervisor;
  private final TrainingPlanner planner;
  private final ModelFiles files;
  private final TrainingConfig config;
  private final Adapters adapters;

  public TrainingAdmission(
      Supervisor supervisor,
      TrainingPlanner planner,
      ModelFiles files,
      TrainingConfig config,
      Adapters adapters) {
    this.supervisor = supervisor;
    this.planner = planner;
    this.files = files;
    this.config = config;
    this.adapters = adapters;
  }

  /**
   * @param replayed whether the key had made this job before
   */
  public record Admitted(Job job, boolean replayed) {}

  /**
   * @throws EmendException as {@link TrainingPlanner#plan} and {@link Adapters#options}, nothing of
   *     which loads a weight; {@code idempotency_conflict}
   */
  public Admitted admit(TrainingJobRequest request, String key) {
    String id = JobSpec.idOf(key);
    Optional<Job> known = supervisor.find(id);
    TrainingSpec spec = shaped(request.spec(version(request.dataset(), known)));
    JobSpec job = request.job(id, spec);
    if (known.isEmpty() && config.preflight()) {
      planner.plan(spec, files.withoutWeights(new ModelReference(spec.model()))).close();
    }
    return new Admitted(supervisor.submit(job), known.isPresent());
  }

  /** Without a preflight, the run looks at the adapter that it goes on from. */
  private TrainingSpec shaped(TrainingSpec spec) {
    return spec.fromAdapter() == null || !config.preflight()
        ? spec
        : spec.shaped(adapters.options(new ModelReference(spec.model()), spec.fromAdapter()));
  }

  /** A name alone means today what it meant when the key was first used. */
  private String version(String dataset, Optional<Job> known) {
    if (dataset == null || dataset.contains("/")) {
      return dataset;
    }
    return known
        .map(job -> job.spec().request().path("dataset").asText())
        .filter(version -> version.startsWith(dataset + "/"))
        .orElseGet(() -> planner.latest(dataset).toString());
  }
}
