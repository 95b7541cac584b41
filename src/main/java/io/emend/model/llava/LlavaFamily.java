package io.emend.model.llava;

import io.emend.error.EmendException;
import io.emend.model.Processor;
import io.emend.model.config.GenerationConfig;
import io.emend.model.connector.Projector;
import io.emend.model.decoder.Decoder;
import io.emend.model.family.Architecture;
import io.emend.model.family.ModelFamily;
import io.emend.model.vision.FixedSizeTower;
import java.nio.file.Path;

/**
 * LLaVA (Liu et al. 2023), after transformers' {@code modeling_llava}: a CLIP or SigLIP tower, a
 * projector, a Llama or Mistral text model.
 */
public final class LlavaFamily implements ModelFamily {

  @Override
  public String modelType() {
    return "llava";
  }

  @Override
  public Architecture architecture(Path directory) {
    LlavaConfig config = LlavaConfig.read(directory);
    FixedSizeTower tower = tower(config);
    if (config.text().maxPositions() <= tower.tokens()) {
      throw EmendException.invalidModel(
          "config.json",
          "text_config.max_position_embeddings",
          "must exceed the " + tower.tokens() + " tokens of a picture",
          config.text().maxPositions());
    }
    Projector projector =
        new Projector(
            tower.width(),
            config.text().hiddenSize(),
            config.projectorActivation(),
            config.projectorBias());
    return new Architecture(
        modelType(),
        tower,
        projector,
        new Decoder(config.text()),
        config.imageToken(),
        new LlavaNames());
  }

  private static FixedSizeTower tower(LlavaConfig config) {
    return new FixedSizeTower(
        config.vision(), config.featureLayers(), config.dropClassToken(), false);
  }

  @Override
  public Processor processor(Path directory) {
    LlavaConfig config = LlavaConfig.read(directory);
    int tokens = tower(config).tokens();
    return LlavaProcessor.read(directory, config, tokens, GenerationConfig.endTokens(directory));
  }
}
