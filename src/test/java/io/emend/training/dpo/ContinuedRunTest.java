package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.emend.model.Precision;
import io.emend.model.preference.PreferenceModel;
import io.emend.training.Schedule;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that goes on from an adapter: its first policy and its reference are that adapter. */
class ContinuedRunTest {
  private static final Path START = DpoGolden.FOLDER.resolve("adapter");
  private static final String WEIGHTS = "adapter/adapter_model.safetensors";
  @TempDir Path folder;

  /** One pair a pass, so that it is the same to the reference and to the first step. */
  private static DpoOptions options(double rate) {
    return new DpoOptions(
        new LossOptions(Objective.SIGMOID, 0.3, 0, 0),
        new OptimizerOptions(rate, 0, Schedule.CONSTANT, 0, 1),
        Optional.of(DpoGolden.everyLinear()),
        4,
        3,
        1,
        5,
        Precision.F32,
        false,
        50,
        1);
  }

  private List<Map<String, Double>> run(Path directory, double rate, int last) {
    DpoOptions options = options(rate);
    var settings =
        new PreferenceModel.Settings(
            DpoGolden.MODEL,
            DpoGolden.ARCHITECTURE,
            options.lora(),
            1,
            Precision.F32,
            Optional.of(START));
    List<Map<String, Double>> figures = new ArrayList<>();
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = PreferenceModel.open(manager, settings)) {
      DpoRun[] run = new DpoRun[1];
      DpoListener listener =
          (metrics, of) -> {
            figures.add(metrics.values());
            if (metrics.step() == last) {
              run[0].stop();
            }
          };
      DpoData data = new DpoData(DpoGolden.examples(), List.of());
      run[0] = new DpoRun(model, data, options, directory, listener);
      run[0].run("base");
    }
    return figures;
  }

  @Test
  void theReferenceIsTheAdapterThatTrainingBeginsWith() {
    Map<String, Double> first = run(folder, 1e-3, 1).get(0);
    assertThat(first.get("rewards/margins")).isZero();
    assertThat(first.get("loss")).isCloseTo(Math.log(2), within(1e-6));
  }

  /** The golden metrics are those of TRL with this adapter. */
  @Test
  void theFirstPolicyIsTheAdapterThatTrainingBeginsWith() {
    double expected = DpoGolden.json().at("/results/sigmoid").path("logps/chosen").asDouble();
    assertThat(run(folder, 1e-3, 1).get(0).get("logps/chosen")).isCloseTo(expected, within(1e-3));
  }

  @Test
  void aRunThatTakesNoStepsWorthTheNameWritesTheSameAdapter() {
    run(folder, 1e-30, 99);
    assertThat(folder.resolve(WEIGHTS))
        .hasSameBinaryContentAs(START.resolve("adapter_model.safetensors"));
  }

  @Test
  void aStoppedRunGoesOnToTheSameAdapter() {
    run(folder.resolve("whole"), 1e-3, 99);
    run(folder.resolve("stopped"), 1e-3, 2);
    run(folder.resolve("stopped"), 1e-3, 99);
    assertThat(folder.resolve("stopped").resolve(WEIGHTS))
        .hasSameBinaryContentAs(folder.resolve("whole").resolve(WEIGHTS));
  }
}
