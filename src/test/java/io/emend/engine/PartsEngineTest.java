package io.emend.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.emend.generation.Sampling;
import io.emend.model.LoadedModel;
import io.emend.model.Precision;
import io.emend.model.VisionLanguageModel;
import io.emend.model.family.ComposedModel;
import io.emend.model.parts.PartsGolden;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The engine serves families whose pictures take several spans or stand in grids. */
class PartsEngineTest {

  @ParameterizedTest
  @MethodSource("io.emend.model.parts.PartsGolden#all")
  void aPromptReadInChunksIsAnsweredAsByTheReference(PartsGolden golden) {
    GenerationResult result = answer(golden, 6, 1 << 20);
    assertThat(result.tokens()).isEqualTo(golden.greedy());
  }

  @ParameterizedTest
  @MethodSource("io.emend.model.parts.PartsGolden#all")
  void soItIsWhereNoFeaturesAreKept(PartsGolden golden) {
    assertThat(answer(golden, 1, 0).tokens()).isEqualTo(golden.greedy());
  }

  private static GenerationResult answer(PartsGolden golden, int chunk, long pictureBytes) {
    var architecture = golden.family().architecture(golden.model());
    EngineOptions options = new EngineOptions(2, 4, 8, 256, chunk, pictureBytes);
    try (VisionLanguageModel model =
            ComposedModel.load("parts", golden.model(), architecture, Precision.F32, Device.cpu());
        Engine engine =
            new ContinuousBatchingEngine(
                new LoadedModel(model, golden.family().processor(golden.model())), options)) {
      Heard heard = new Heard();
      Sampling sampling = EngineBench.greedy(golden.greedy().length);
      engine.submit(new GenerationRequest(golden.prompt(), sampling, EngineBench.NEVER), heard);
      return heard.result();
    }
  }
}
