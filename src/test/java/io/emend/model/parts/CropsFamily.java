package io.emend.model.parts;

import io.emend.model.Processor;
import io.emend.model.config.ConfigNode;
import io.emend.model.connector.AveragePool;
import io.emend.model.decoder.Decoder;
import io.emend.model.decoder.DecoderSwitches;
import io.emend.model.decoder.TextConfig;
import io.emend.model.family.Architecture;
import io.emend.model.family.ModelFamily;
import io.emend.model.rope.RotaryAxes;
import io.emend.model.rope.RotaryConfig;
import io.emend.model.vision.FixedSizeTower;
import io.emend.model.vision.VisionConfig;
import java.nio.file.Path;
import java.util.List;

/** Gemma 3 with full attention in all layers: a picture and crops of it, pooled. */
public final class CropsFamily implements ModelFamily {

  @Override
  public String modelType() {
    return "gemma3";
  }

  @Override
  public Architecture architecture(Path directory) {
    ConfigNode root = ConfigNode.read(directory.resolve("config.json"));
    VisionConfig vision = VisionConfig.from(root.at("vision_config"));
    TextConfig text = text(root.at("text_config"));
    int side = vision.imageSize() / vision.patchSize();
    int pooled = (int) Math.sqrt(root.at("mm_tokens_per_image").integer(1));
    return new Architecture(
        modelType(),
        new FixedSizeTower(vision, List.of(vision.layers()), false, true),
        new AveragePool(
            side, side / pooled, vision.hiddenSize(), text.hiddenSize(), vision.normEpsilon()),
        new Decoder(text),
        root.at("image_token_index").integer(0),
        new PartNames());
  }

  private static TextConfig text(ConfigNode text) {
    int hidden = text.at("hidden_size").integer(1);
    int headDim = text.at("head_dim").integer(1);
    int positions = text.at("max_position_embeddings").integer(1);
    double theta = text.at("rope_parameters").at("full_attention").at("rope_theta").positive(1e6);
    return new TextConfig(
        hidden,
        text.at("intermediate_size").integer(1),
        text.at("num_hidden_layers").integer(1),
        text.at("num_attention_heads").integer(1),
        text.at("num_key_value_heads").integer(1),
        headDim,
        text.at("vocab_size").integer(1),
        positions,
        text.at("rms_norm_eps").positive(1e-6),
        text.at("hidden_activation").text(""),
        true,
        false,
        false,
        RotaryConfig.plain(theta, headDim, positions, RotaryAxes.ONE),
        new DecoderSwitches(true, 1, true, Math.sqrt(hidden), true));
  }

  @Override
  public Processor processor(Path directory) {
    return CropsProcessor.read(directory);
  }
}
