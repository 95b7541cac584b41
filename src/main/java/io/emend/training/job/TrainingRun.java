package io.emend.training.job;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.emend.model.ModelLoader;
import io.emend.model.Torch;
import io.emend.model.adapter.PeftConfig;
import io.emend.model.host.CpuThreads;
import io.emend.model.preference.PreferenceModel;
import io.emend.model.weights.Checkpoint;
import io.emend.storage.ObjectStore;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoOptions;
import io.emend.training.dpo.DpoRun;
import org.jboss.logging.Logger;

/**
 * A run as a job: it trains in a work folder, keeps its metrics and checkpoints in the store while
 * it does, and ends with {@code jobs/{id}/adapter/} there, whole or not at all; with {@code model/}
 * where the whole text model is trained. Stopped or killed, it goes on when it is run again.
 */
public final class TrainingRun {
  private static final Logger LOG = Logger.getLogger(TrainingRun.class);
  private static final String CONFIG = "config.json";

  private final TrainingPlan plan;
  private final RunFiles files;
  private final TrainingConfig config;
  private DpoRun active;
  private boolean stopped;

  /**
   * @param id under which the store keeps the run
   */
  public TrainingRun(String id, TrainingPlan plan, ObjectStore store, TrainingConfig config) {
    this.plan = plan;
    this.files = new RunFiles(store, id, config.work().toAbsolutePath().resolve(id));
    this.config = config;
  }

  /** Ends the run after the step in progress, with a checkpoint. Any thread. */
  public synchronized void stop() {
    stopped = true;
    if (active != null) {
      active.stop();
    }
  }

  private synchronized DpoRun begun(DpoRun run) {
    active = run;
    if (stopped) {
      run.stop();
    }
    return run;
  }

  /**
   * Runs or goes on; does nothing when the result is there.
   *
   * @param baseModel what the adapter names as its base
   * @return whether the result is in the store
   */
  public boolean run(String baseModel, DpoListener listener) {
    DpoOptions options = plan.spec().options();
    boolean adapter = options.lora().isPresent();
    String folder = adapter ? "adapter" : "model";
    String last = adapter ? PeftConfig.FILE : CONFIG;
    if (files.has(folder, last)) {
      return true;
    }
    files.fetch();
    boolean done;
    try {
      done = train(options, baseModel, listener);
    } finally {
      files.keepMetrics();
    }
    if (done) {
      if (!adapter) {
        Checkpoint.copyTheRest(plan.model(), files.work().resolve(folder));
      }
      files.upload(folder, last);
      files.discardWork();
    } else {
      files.keepCheckpoints();
    }
    return done;
  }

  private boolean train(DpoOptions options, String baseModel, DpoListener listener) {
    Device device = ModelLoader.device(config.device());
    var settings =
        new PreferenceModel.Settings(
            plan.model(),
            ModelLoader.architecture(plan.model()),
            options.lora(),
            options.seed(),
            options.precision(),
            plan.start());
    UploadingListener uploads = new UploadingListener(files, listener, config.metricsInterval());
    CpuThreads threads = TrainingThreads.of(config, plan.model());
    LOG.infof("training of %s: %s", baseModel, threads);
    try (NDManager manager = Torch.on(device, threads);
        PreferenceModel model = PreferenceModel.open(manager, settings)) {
      return begun(new DpoRun(model, plan.data(), options, files.work(), uploads)).run(baseModel);
    }
  }
}
