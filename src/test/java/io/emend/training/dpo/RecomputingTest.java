package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.emend.model.adapter.LoraOptions;
import io.emend.model.preference.PreferenceModel;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Layers that are computed twice give the gradients of layers whose activations were kept. */
class RecomputingTest {
  @TempDir Path folder;

  private Map<String, float[]> gradients(Optional<LoraOptions> lora, boolean recompute) {
    DpoOptions kept = Trainers.options(LossOptions.DEFAULT, 2);
    try (NDManager manager = NDManager.newBaseManager();
        PreferenceModel model = DpoGolden.open(manager, lora)) {
      if (lora.isPresent()) {
        GoldenAdapter.load(model);
      }
      Trainers.learn(model, recompute ? Trainers.recomputing(kept) : kept, folder);
      Map<String, float[]> gradients = new TreeMap<>();
      model
          .parameters()
          .forEach((name, array) -> gradients.put(name, array.getGradient().toFloatArray()));
      return gradients;
    }
  }

  private void assertSame(Optional<LoraOptions> lora) {
    Map<String, float[]> kept = gradients(lora, false);
    gradients(lora, true)
        .forEach(
            (name, gradient) ->
                assertThat(TrlParityTest.distance(gradient, kept.get(name)))
                    .as(name)
                    .isLessThan(1e-5));
  }

  @Test
  void ofAnAdapter() {
    assertSame(Optional.of(DpoGolden.everyLinear()));
  }

  @Test
  void ofAWholeTextModelWithTiedEmbeddings() {
    assertSame(Optional.empty());
  }
}
