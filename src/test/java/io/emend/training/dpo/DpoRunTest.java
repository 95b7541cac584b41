package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.adapter.PeftWriter;
import io.emend.model.weights.Checkpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DpoRunTest {
  @TempDir Path folder;

  private List<Map<String, Double>> run(DpoOptions options) {
    List<Map<String, Double>> figures = new ArrayList<>();
    GoldenRun.run(folder, options, (run, metrics) -> figures.add(metrics.values()));
    return figures;
  }

  private static DpoOptions options(Objective objective) {
    return GoldenRun.options(objective, Optional.of(LoraOptions.DEFAULT), Precision.F32);
  }

  private static void stopAt(Path folder, int step) {
    GoldenRun.run(
        folder,
        GoldenRun.options(),
        (run, metrics) -> {
          if (metrics.step() == step) {
            run.stop();
          }
        });
  }

  private static byte[] adapter(Path folder) throws IOException {
    return Files.readAllBytes(folder.resolve("adapter").resolve(PeftWriter.WEIGHTS));
  }

  @Test
  void aStoppedRunGoesOnToTheSameAdapter() throws IOException {
    Path whole = folder.resolve("whole");
    GoldenRun.run(whole, GoldenRun.options(), (run, metrics) -> {});
    Path stopped = folder.resolve("stopped");
    stopAt(stopped, 7);
    stopAt(stopped, 13);
    assertThat(GoldenRun.run(stopped, GoldenRun.options(), (run, metrics) -> {})).isTrue();
    assertThat(adapter(stopped)).isEqualTo(adapter(whole));
  }

  @Test
  void eachStepHasOneLineOfMetrics() throws IOException {
    stopAt(folder, 7);
    run(GoldenRun.options());
    List<String> lines = Files.readAllLines(folder.resolve("metrics.jsonl"));
    assertThat(lines).hasSize(GoldenRun.STEPS);
    assertThat(lines.get(7)).startsWith("{\"step\":8,");
  }

  @Test
  void theMarginsGrow() {
    List<Map<String, Double>> figures = run(GoldenRun.options());
    double first = figures.get(0).get("rewards/margins");
    assertThat(figures.get(GoldenRun.STEPS - 1).get("rewards/margins")).isGreaterThan(first + 0.1);
  }

  @Test
  void theFirstStepMovesNothingAwayFromTheReference() {
    // Pairs together are padded to the longest, and some processors add rows of another width up in
    // another order; a pair alone is the same to the reference and to the first step.
    DpoOptions alone = Trainers.options(LossOptions.DEFAULT, 1);
    assertThat(run(alone).get(0).get("rewards/margins")).isZero();
  }

  @Test
  void metricsHaveTheNamesOfTrl() {
    assertThat(run(GoldenRun.options()).get(7))
        .containsKeys("loss", "learning_rate", "grad_norm", "num_tokens", "epoch")
        .containsKeys("rewards/chosen", "rewards/rejected", "rewards/margins")
        .containsKeys("rewards/accuracies", "logps/chosen", "logps/rejected", "logits/chosen")
        .containsKeys("eval_loss", "eval_rewards/accuracies", "eval_logits/rejected");
  }

  @Test
  void anSftRunReadsTheChosenSideAlone() {
    Map<String, Double> figures = run(options(Objective.SFT)).get(0);
    assertThat(figures).containsKey("logps/chosen").doesNotContainKey("logps/rejected");
  }

  @Test
  void anSftRunLowersTheLoss() {
    List<Map<String, Double>> figures = run(options(Objective.SFT));
    double first = figures.get(7).get("eval_loss");
    assertThat(figures.get(GoldenRun.STEPS - 1).get("eval_loss")).isLessThan(first);
  }

  @Test
  void aRunOnBf16LearnsAsWell() {
    var lora = Optional.of(LoraOptions.DEFAULT);
    List<Map<String, Double>> figures =
        run(GoldenRun.options(Objective.SIGMOID, lora, Precision.BF16));
    assertThat(figures.get(GoldenRun.STEPS - 1).get("rewards/margins")).isGreaterThan(0.1);
  }

  @Test
  void withoutAnAdapterTheWholeModelIsWritten() {
    run(GoldenRun.options(Objective.SIGMOID, Optional.empty(), Precision.F32));
    try (Checkpoint base = Checkpoint.open(DpoGolden.MODEL);
        Checkpoint written = Checkpoint.open(folder.resolve("model"))) {
      assertThat(written.names()).isEqualTo(base.names());
    }
  }

  @Test
  void aRunDoesNotGoOnWithOtherSettings() {
    stopAt(folder, 2);
    DpoOptions other = options(Objective.HINGE);
    assertThatThrownBy(() -> run(other)).hasMessageContaining("the run began with");
  }
}
