package io.emend.model.llava;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.model.family.Architecture;
import io.emend.model.weights.WeightSpec;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What is decided by a weight's name. */
class LlavaArchitectureTest {
  private static final List<String> CHECKPOINTS = GoldenCase.CHECKPOINTS;

  private static List<String> names(Architecture architecture) {
    return architecture.weights().all().stream().map(WeightSpec::name).toList();
  }

  @ParameterizedTest
  @FieldSource("CHECKPOINTS")
  void matricesOfLinearLayersDecay(String checkpoint) {
    Architecture architecture = GoldenCase.architecture(checkpoint);
    assertThat(names(architecture))
        .filteredOn(architecture.weights()::decays)
        .containsExactlyElementsOf(
            names(architecture).stream()
                .filter(name -> name.matches(".*(_proj|fc\\d|linear_\\d)\\.weight"))
                .toList());
  }

  @ParameterizedTest
  @FieldSource("CHECKPOINTS")
  void theTextModelIsItsLayersEmbeddingNormAndHead(String checkpoint) {
    Architecture architecture = GoldenCase.architecture(checkpoint);
    assertThat(names(architecture))
        .filteredOn(architecture::isText)
        .containsExactlyElementsOf(
            names(architecture).stream()
                .filter(name -> name.startsWith("language_model.") || name.startsWith("lm_head."))
                .toList());
  }

  @ParameterizedTest
  @FieldSource("CHECKPOINTS")
  void adaptersMayChangeTheLinearLayersOfTheTextModel(String checkpoint) {
    Architecture architecture = GoldenCase.architecture(checkpoint);
    assertThat(architecture.linears().shapes().keySet())
        .containsExactlyElementsOf(
            names(architecture).stream()
                .filter(name -> name.matches("language_model\\.layers\\..*_proj\\.weight"))
                .map(name -> name.replaceFirst("\\.weight$", ""))
                .toList());
  }
}
