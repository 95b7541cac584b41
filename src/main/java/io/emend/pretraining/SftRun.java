package io.emend.pretraining;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import io.emend.concurrent.NamedExecutors;
import io.emend.model.family.TrainableModel;
import io.emend.model.torchscript.TorchScriptModule;
import io.emend.training.AdamW;
import io.emend.training.Divergence;
import io.emend.training.RunCheckpoints;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Full-parameter supervised fine-tuning. Killed at any moment, a run that is started again goes on
 * from its last checkpoint and ends with the weights of an undisturbed run.
 */
public final class SftRun {
  private static final int METRICS_EVERY = 20;

  private final TrainableModel model;
  private final SftSource source;
  private final SftOptions options;
  private final SftListener listener;
  private final RunCheckpoints checkpoints;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private int step;
  private long tokens;
  private double seconds;

  public SftRun(
      TrainableModel model,
      SftSource source,
      SftOptions options,
      Path directory,
      SftListener listener) {
    this.model = model;
    this.source = source;
    this.options = options;
    this.listener = listener;
    this.checkpoints = new RunCheckpoints(directory);
  }

  /** Ends the run after the step in progress, with a checkpoint. Any thread. */
  public void stop() {
    stopped.set(true);
  }

  /** Runs or goes on; returns whether all steps are done. */
  public boolean run() {
    try (AdamW optimizer = optimizer();
        Prefetch batches = new Prefetch()) {
      resume(optimizer);
      allocateGradients();
      Stretch stretch = new Stretch();
      while (step < options.steps() && !stopped.get()) {
        long start = System.nanoTime();
        train(batches.take(step), optimizer, stretch);
        seconds += (System.nanoTime() - start) / 1e9;
        report(stretch);
        if (step % options.checkpointEvery() == 0 || step == options.steps()) {
          checkpoint(optimizer);
        }
      }
      checkpoint(optimizer);
      return step == options.steps();
    }
  }

  private AdamW optimizer() {
    return new AdamW(
        model.module(), model.manager(), model.parameters(), model::decays, options.adamW());
  }

  private void resume(AdamW optimizer) {
    checkpoints
        .latest()
        .ifPresent(
            path -> {
              var position = RunCheckpoints.position(path, options.toString());
              TorchScriptModule.prepareThread(false);
              model.restore(path.resolve("model"));
              optimizer.restore(path.resolve("optimizer"), model.manager());
              step = position.step();
              listener.onResume(step);
              tokens = position.tokens();
              seconds = position.seconds();
            });
  }

  private void allocateGradients() {
    TorchScriptModule.prepareThread(true);
    try (NDManager scope = model.manager().newSubManager()) {
      NDArray zero = model.module().differentiate(scope, "touch", List.of(scope.create(0f)));
      JniUtils.backward((PtNDArray) zero, (PtNDArray) scope.create(1f), false, false);
    }
  }

  private void train(SftBatch batch, AdamW optimizer, Stretch stretch) {
    double rate = options.learningRateAt(step);
    try (NDManager scope = model.manager().newSubManager()) {
      TorchScriptModule.prepareThread(true);
      NDArray loss = batch.loss(model, scope);
      JniUtils.backward((PtNDArray) loss, (PtNDArray) scope.create(1f), false, false);
      double value = loss.toFloatArray()[0];
      double norm = optimizer.step(scope, rate);
      step++;
      Divergence.check(step, Map.of("loss", value, "grad_norm", norm));
      optimizer.requireFinite(scope, step);
      stretch.add(value, norm);
      tokens += batch.tokens();
      listener.onStep(step, value, rate);
    }
  }

  private void report(Stretch stretch) {
    boolean evaluate = step % options.evaluateEvery() == 0 || step == options.steps();
    if (evaluate || step % METRICS_EVERY == 0) {
      double rate = options.learningRateAt(step - 1);
      Map<String, Double> evalLoss = evaluate ? evaluationLosses() : Map.of();
      listener.onMetrics(
          new SftMetrics(
              step, stretch.loss(), evalLoss, rate, stretch.gradNorm(), tokens, seconds));
      stretch.clear();
    }
  }

  private Map<String, Double> evaluationLosses() {
    Map<String, Double> losses = new TreeMap<>();
    TorchScriptModule.prepareThread(false);
    source
        .validation()
        .forEach(
            (kind, batch) -> {
              try (NDManager scope = model.manager().newSubManager()) {
                losses.put(kind, (double) batch.loss(model, scope).toFloatArray()[0]);
              }
            });
    return losses;
  }

  private void checkpoint(AdamW optimizer) {
    var position = new RunCheckpoints.Position(step, tokens, seconds, options.toString());
    checkpoints.save(
        position,
        folder -> {
          model.save(RunCheckpoints.folder(folder, "model"));
          optimizer.save(RunCheckpoints.folder(folder, "optimizer"));
        });
  }

  /** Means since the last report. */
  private static final class Stretch {
    private double loss;
    private double gradNorm;
    private int steps;

    void add(double stepLoss, double stepGradNorm) {
      loss += stepLoss;
      gradNorm += stepGradNorm;
      steps++;
    }

    double loss() {
      return loss / Math.max(1, steps);
    }

    double gradNorm() {
      return gradNorm / Math.max(1, steps);
    }

    void clear() {
      loss = 0;
      gradNorm = 0;
      steps = 0;
    }
  }

  /** Makes the next step's examples while this one computes. */
  private final class Prefetch implements AutoCloseable {
    private final ExecutorService thread = NamedExecutors.single("emend-batches");
    private CompletableFuture<SftBatch> next;

    SftBatch take(int wanted) {
      CompletableFuture<SftBatch> now = next == null ? make(wanted) : next;
      SftBatch batch = now.join();
      next = make(wanted + 1);
      return batch;
    }

    private CompletableFuture<SftBatch> make(int wanted) {
      return CompletableFuture.supplyAsync(() -> source.batch(wanted), thread);
    }

    @Override
    public void close() {
      thread.shutdownNow();
    }
  }
}
