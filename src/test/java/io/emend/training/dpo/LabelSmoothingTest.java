package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.emend.model.preference.PreferenceModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelSmoothingTest {
  @TempDir Path folder;

  private Map<String, Double> figures(double smoothing) {
    LossOptions loss = new LossOptions(Objective.SIGMOID, 0.3, smoothing, 0);
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = DpoGolden.open(manager, Optional.of(DpoGolden.everyLinear()))) {
      GoldenAdapter.load(model);
      return Trainers.learn(model, Trainers.options(loss, 3), folder).metrics("");
    }
  }

  /** Since -log s(h) and -log s(-h) differ by h, smoothing adds its share of the margins. */
  @Test
  void smoothingAddsItsShareOfTheMargins() {
    Map<String, Double> plain = figures(0);
    double expected = plain.get("loss") + 0.2 * plain.get("rewards/margins");
    assertThat(figures(0.2).get("loss")).isCloseTo(expected, within(1e-5));
  }

  @Test
  void smoothingOfAnotherObjectiveIsRefused() {
    assertThatThrownBy(() -> new LossOptions(Objective.HINGE, 0.1, 0.1, 0))
        .hasMessageContaining("labelSmoothing must be 0 unless objective is sigmoid");
  }
}
