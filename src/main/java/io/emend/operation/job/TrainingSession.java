package io.emend.operation.job;

import io.emend.error.EmendException;
import io.emend.inference.adapter.Adapters;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.jobs.JobFailure;
import io.emend.storage.ObjectStore;
import io.emend.training.dpo.DpoListener;
import io.emend.training.job.TrainingConfig;
import io.emend.training.job.TrainingPlan;
import io.emend.training.job.TrainingPlanner;
import io.emend.training.job.TrainingRun;
import io.emend.training.job.TrainingSpec;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * Trains in this process. The adapter is registered here, after it is in the store and before the
 * process reports success: so a job that succeeded has its adapter registered, whoever watched.
 */
@Singleton
public class TrainingSession {
  private final ModelFiles files;
  private final TrainingPlanner planner;
  private final ObjectStore store;
  private final TrainingConfig config;
  private final Adapters adapters;

  /** Null while nothing is trained. */
  private volatile Current current;

  public TrainingSession(
      ModelFiles files,
      TrainingPlanner planner,
      ObjectStore store,
      TrainingConfig config,
      Adapters adapters) {
    this.files = files;
    this.planner = planner;
    this.store = store;
    this.config = config;
    this.adapters = adapters;
  }

  /**
   * Runs or goes on, and registers the adapter under the run's id.
   *
   * @throws EmendException that the store keeps too, for who looks after the job, unless it may
   *     pass
   * @return false when a signal stopped it; then there is a checkpoint
   */
  public boolean run(String id, TrainingSpec spec, DpoListener listener) {
    try {
      return trained(id, spec, listener);
    } catch (EmendException e) {
      if (!e.code().isRetryable()) {
        JobFailure.save(store, id, e);
      }
      throw e;
    }
  }

  /** The request with all that it leaves out: the shape of the adapter that it goes on from. */
  TrainingSpec complete(TrainingSpec spec) {
    return spec.fromAdapter() == null
        ? spec
        : spec.shaped(adapters.options(new ModelReference(spec.model()), spec.fromAdapter()));
  }

  private boolean trained(String id, TrainingSpec request, DpoListener listener) {
    TrainingSpec spec = complete(request);
    ModelReference model = new ModelReference(spec.model());
    // A model whose name no registry can have is told before the training.
    adapters.registry(model);
    return spec.fromAdapter() == null
        ? trained(id, spec, Optional.empty(), listener)
        : adapters.with(
            model, spec.fromAdapter(), start -> trained(id, spec, Optional.of(start), listener));
  }

  private boolean trained(
      String id, TrainingSpec spec, Optional<Path> start, DpoListener listener) {
    ModelReference model = new ModelReference(spec.model());
    try (TrainingPlan plan = planner.plan(spec, files.of(model), start)) {
      boolean done =
          untilStopped(new TrainingRun(id, plan, store, config), baseName(spec.model()), listener);
      if (done && spec.options().lora().isPresent()) {
        String location = "jobs/" + id + "/adapter/";
        adapters.register(
            model, new RegisteredAdapter(id, location, Instant.now(), spec.fromAdapter(), null));
      }
      return done;
    }
  }

  /** A run in this process, and when it is over. */
  private record Current(TrainingRun run, CountDownLatch over) {}

  private boolean untilStopped(TrainingRun run, String baseModel, DpoListener listener) {
    Current now = new Current(run, new CountDownLatch(1));
    current = now;
    try {
      return run.run(baseModel, listener);
    } finally {
      current = null;
      now.over().countDown();
    }
  }

  /**
   * A signal ends the run after its step. The application waits until the checkpoint is kept: in
   * parallel to its own end, the store would be gone before.
   */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    Current now = current;
    if (now != null) {
      now.run().stop();
      // As long as it takes: whoever asked ends the process when its grace period does.
      now.over().await();
    }
  }

  /** As PEFT looks it up: a hub's name without scheme and revision. */
  private static String baseName(String model) {
    return model.startsWith("hf://") ? model.replaceAll("^hf://|@.*$", "") : model;
  }
}
