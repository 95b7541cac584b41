package io.emend.command;

import ai.djl.Device;
import io.emend.command.terminal.Progress;
import io.emend.error.ExitStatus;
import io.emend.model.ModelLoader;
import io.emend.model.Precision;
import io.emend.model.Processor;
import io.emend.model.Torch;
import io.emend.model.family.Architecture;
import io.emend.model.family.TrainableModel;
import io.emend.model.weights.Checkpoint;
import io.emend.pretraining.LessonEncoder;
import io.emend.pretraining.ScenesCurriculum;
import io.emend.pretraining.SftListener;
import io.emend.pretraining.SftMetrics;
import io.emend.pretraining.SftOptions;
import io.emend.pretraining.SftRun;
import io.emend.pretraining.TrainingCurves;
import io.emend.training.MetricsFile;
import io.emend.training.Schedule;
import io.emend.training.job.TrainingConfig;
import io.emend.training.job.TrainingThreads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Trains a model on synthetic scenes; started again, it goes on from its last checkpoint. */
@Command(
    name = "pretrain",
    description = "Train a small model on synthetic scenes.",
    mixinStandardHelpOptions = true)
public final class PretrainCommand implements Callable<Integer> {
  @Option(
      names = "--model",
      required = true,
      description = "Model directory: config, tokenizer, chat template, initial weights.")
  Path model;

  @Option(
      names = "--from-scratch",
      description = "Initialize the weights instead of loading them from the model directory.")
  boolean fromScratch;

  @Option(
      names = "--out",
      required = true,
      description = "Output directory for checkpoints and the trained model.")
  Path out;

  @Option(
      names = "--steps",
      defaultValue = "20000",
      description = "Number of training steps (default: ${DEFAULT-VALUE}).")
  int steps;

  @Option(
      names = "--learning-rate",
      defaultValue = "0.0015",
      description = "Peak learning rate (default: ${DEFAULT-VALUE}).")
  double learningRate;

  @Option(
      names = "--course",
      defaultValue = "WHOLE",
      description = "Curriculum: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  ScenesCurriculum.Course course;

  @Option(
      names = "--schedule",
      defaultValue = "COSINE",
      description = "Learning rate schedule: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  Schedule schedule;

  @Option(
      names = "--precision",
      defaultValue = "F32",
      description = "Precision of activations: F32 or BF16 (default: ${DEFAULT-VALUE}).")
  Precision precision;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Random seed for initial weights and data (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--checkpoint-every",
      defaultValue = "500",
      description = "Steps between checkpoints (default: ${DEFAULT-VALUE}).")
  int checkpointEvery;

  private final TrainingConfig config;

  PretrainCommand(TrainingConfig config) {
    this.config = config;
  }

  @Override
  public Integer call() throws IOException {
    Files.createDirectories(out);
    CountDownLatch over = new CountDownLatch(1);
    try (Processor processor = ModelLoader.processor(model);
        TrainableModel trainable = trainable();
        Progress shown = new Progress()) {
      Torch.use(TrainingThreads.of(config, model));
      LessonEncoder encoder = new LessonEncoder(processor, trainable.imageTokens());
      ScenesCurriculum curriculum = new ScenesCurriculum(encoder, course, seed, steps);
      Listener progress = new Listener(shown, steps, new MetricsFile(out));
      SftRun run = new SftRun(trainable, curriculum, options(), out, progress);
      checkpointOnShutdown(run, over);
      boolean done = run.run();
      trainable.save(out);
      Checkpoint.copyTheRest(model, out);
      TrainingCurves.draw(out.resolve("metrics.jsonl"), out.resolve("curves.png"));
      return (done ? ExitStatus.DONE : ExitStatus.FAILED).code();
    } finally {
      over.countDown();
    }
  }

  private SftOptions options() {
    return new SftOptions(
        steps,
        learningRate,
        Math.min(300, steps),
        schedule,
        0.9,
        0.98,
        0.05,
        1.0,
        seed,
        precision,
        checkpointEvery,
        500);
  }

  private TrainableModel trainable() {
    Architecture architecture = ModelLoader.architecture(model);
    return fromScratch
        ? TrainableModel.fromScratch(architecture, seed, precision, Device.cpu())
        : TrainableModel.open(model, architecture, precision, Device.cpu());
  }

  /** A signal ends the run after its step; the JVM waits until what there is has been written. */
  private static void checkpointOnShutdown(SftRun run, CountDownLatch over) {
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  run.stop();
                  try {
                    over.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                }));
  }

  /** The bar, and a line of JSON for each stretch of steps. */
  private record Listener(Progress shown, int steps, MetricsFile metrics) implements SftListener {

    @Override
    public void onResume(int step) {
      metrics.rewind(step);
    }

    @Override
    public void onStep(int step, double loss, double learningRate) {
      shown.show("pretrain", step, steps, "loss %.3f lr %.1e".formatted(loss, learningRate));
    }

    @Override
    public void onMetrics(SftMetrics now) {
      metrics.append(now);
    }
  }
}
