package io.emend.training.dpo;

import ai.djl.ndarray.NDManager;
import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.preference.PreferenceModel;
import io.emend.training.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/** A run over the golden pairs: 24 steps of 4 pairs each, 8 epochs. Also a program of its own. */
final class GoldenRun {
  static final int STEPS = 24;

  private GoldenRun() {}

  static DpoOptions options(Objective objective, Optional<LoraOptions> lora, Precision precision) {
    return new DpoOptions(
        new LossOptions(objective, 0.1, 0, 0.1),
        new OptimizerOptions(2e-3, 0.1, Schedule.COSINE, 0.01, 1),
        lora,
        8,
        4,
        2,
        5,
        precision,
        false,
        8,
        3);
  }

  static DpoOptions options() {
    return options(Objective.SIGMOID, Optional.of(LoraOptions.DEFAULT), Precision.F32);
  }

  /** Nine pairs to learn from, so that the last step of an epoch has one; three to watch. */
  static DpoData data() {
    List<DpoExample> train = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      train.addAll(DpoGolden.examples());
    }
    return new DpoData(train, DpoGolden.examples());
  }

  /**
   * @param onStep hears each step and may stop the run
   */
  static boolean run(Path directory, DpoOptions options, BiConsumer<DpoRun, DpoMetrics> onStep) {
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = DpoGolden.open(manager, options.lora(), options.precision())) {
      Steps steps = new Steps(onStep);
      DpoRun run = new DpoRun(model, data(), options, directory, steps);
      steps.run = run;
      return run.run("base");
    }
  }

  /** Prints each step. */
  public static void main(String[] arguments) {
    run(Path.of(arguments[0]), options(), (run, metrics) -> System.out.println(metrics.step()));
  }

  private static final class Steps implements DpoListener {
    private final BiConsumer<DpoRun, DpoMetrics> onStep;
    private DpoRun run;

    Steps(BiConsumer<DpoRun, DpoMetrics> onStep) {
      this.onStep = onStep;
    }

    @Override
    public void onReferences(int done, int of) {}

    @Override
    public void onStep(DpoMetrics metrics, int of) {
      onStep.accept(run, metrics);
    }
  }
}
