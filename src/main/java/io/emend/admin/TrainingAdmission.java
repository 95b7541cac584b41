package io.emend.admin;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.ModelReference;
import io.emend.jobs.Job;
import io.emend.jobs.JobSpec;
import io.emend.jobs.Supervisor;
import io.emend.training.job.TrainingPlanner;
import io.emend.training.job.TrainingSpec;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Takes training jobs, once an idempotency key, and refuses those that cannot end well. */
@Singleton
class TrainingAdmission {
  private final Supervisor supervisor;
  private final TrainingPlanner planner;

  /** The bundled model is copied out once and not for every request. */
  private final Map<String, Path> unpacked = new ConcurrentHashMap<>();

  TrainingAdmission(Supervisor supervisor, TrainingPlanner planner) {
    this.supervisor = supervisor;
    this.planner = planner;
  }

  /**
   * @param replayed whether the key had made this job before
   */
  record Admitted(Job job, boolean replayed) {}

  /**
   * @throws EmendException as {@link TrainingPlanner#plan}, nothing of which loads a weight; {@code
   *     idempotency_conflict}
   */
  Admitted admit(TrainingJobRequest request, String key) {
    String id = JobSpec.idOf(key);
    Optional<Job> known = known(id);
    TrainingSpec spec = request.spec(version(request.dataset(), known));
    JobSpec job = request.job(id, spec);
    if (known.isEmpty()) {
      planner.plan(spec, directory(spec.model())).close();
    }
    return new Admitted(supervisor.submit(job), known.isPresent());
  }

  private Optional<Job> known(String id) {
    try {
      return Optional.of(supervisor.job(id));
    } catch (EmendException e) {
      if (e.code() == ErrorCode.JOB_NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
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

  private Path directory(String model) {
    return model.equals(ModelReference.BUNDLED)
        ? unpacked.computeIfAbsent(model, name -> new ModelReference(name).directory())
        : new ModelReference(model).directory();
  }
}
