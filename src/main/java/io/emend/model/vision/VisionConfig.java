package io.emend.model.vision;

import io.emend.model.config.ConfigFields;
import io.emend.model.config.ConfigNode;
import io.emend.model.config.KnownFields;
import java.util.Map;
import java.util.Set;

/**
 * The vision tower's numbers, from {@code vision_config}.
 *
 * @param kind {@code clip} or {@code siglip}
 */
public record VisionConfig(
    String kind,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int imageSize,
    int patchSize,
    double normEpsilon,
    String activation) {

  private static final KnownFields FIELDS =
      ConfigFields.of(
          Set.of(
              "hidden_act",
              "hidden_size",
              "image_size",
              "intermediate_size",
              "layer_norm_eps",
              "model_type",
              "num_attention_heads",
              "num_channels",
              "num_hidden_layers",
              "patch_size",
              "projection_dim",
              "vision_use_head",
              "vocab_size"),
          Map.of());

  public static VisionConfig from(ConfigNode vision) {
    String type = vision.at("model_type").text("clip_vision_model");
    boolean clip = type.equals("clip_vision_model");
    if (!clip && !type.equals("siglip_vision_model")) {
      throw vision
          .at("model_type")
          .broken("must be clip_vision_model or siglip_vision_model", type);
    }
    check(vision);
    int hidden = vision.at("hidden_size").integer(1, 768);
    int heads = vision.at("num_attention_heads").integer(1, 12);
    if (hidden % heads != 0) {
      throw vision.at("num_attention_heads").broken("must divide " + hidden, heads);
    }
    int image = vision.at("image_size").integer(1, 224);
    return new VisionConfig(
        clip ? "clip" : "siglip",
        hidden,
        vision.at("intermediate_size").integer(1, 3072),
        vision.at("num_hidden_layers").integer(1, 12),
        heads,
        image,
        patchSize(vision.at("patch_size"), clip ? 32 : 16, image),
        vision.at("layer_norm_eps").positive(clip ? 1e-5 : 1e-6),
        ConfigFields.activation(
            vision.at("hidden_act"), clip ? "quick_gelu" : "gelu_pytorch_tanh"));
  }

  private static int patchSize(ConfigNode field, int otherwise, int imageSize) {
    int size = field.integer(1, otherwise);
    if (size > imageSize) {
      throw field.broken("must be at most image_size, " + imageSize, size);
    }
    return size;
  }

  private static void check(ConfigNode vision) {
    FIELDS.check(vision);
    int channels = vision.at("num_channels").integer(1, 3);
    if (channels != 3) {
      throw vision.at("num_channels").broken("must be 3", channels);
    }
  }

  public boolean hasClassToken() {
    return kind.equals("clip");
  }

  public int patches() {
    int side = imageSize / patchSize;
    return side * side;
  }
}
