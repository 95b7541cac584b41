package io.emend.model.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which layers an adapter stands beside is what the model has, by its own names. */
class LoraWeightsTest {
  private static final AdaptableLinears LINEARS =
      new AdaptableLinears() {
        @Override
        public Map<String, long[]> shapes() {
          return Map.of("layers.0.q_proj", new long[] {6, 4}, "layers.0.k_proj", new long[] {2, 4});
        }

        @Override
        public String canonical(String module) {
          return module;
        }

        @Override
        public List<String> spellings(String linear) {
          return List.of("model." + linear, "older." + linear);
        }
      };

  @Test
  void anAdapterHasTwoMatricesForEachOfItsLayers() {
    assertThat(LoraWeights.count(LINEARS, new LoraOptions(3, 6, List.of("q_proj"))))
        .isEqualTo(3 * (6 + 4));
  }

  @Test
  void aModuleThatTheModelLacksIsRefused() {
    assertThatThrownBy(
            () -> LoraWeights.count(LINEARS, new LoraOptions(3, 6, List.of("q_proj", "up_proj"))))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("modules must be linear layers of the model, was up_proj");
  }

  @Test
  void filesNameALayerAsTransformersPresentClassesDo() {
    assertThat(LoraWeights.peftName(LINEARS, "layers.0.q_proj.lora_A.weight"))
        .isEqualTo("base_model.model.model.layers.0.q_proj.lora_A.weight");
  }
}
