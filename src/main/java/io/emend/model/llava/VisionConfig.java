package io.emend.model.llava;

import io.emend.model.ConfigNode;

/**
 * The vision tower's numbers, from {@code vision_config}.
 *
 * @param kind {@code clip} or {@code siglip}
 */
record VisionConfig(
    String kind,
    int hiddenSize,
    int intermediateSize,
    int layers,
    int heads,
    int imageSize,
    int patchSize,
    double normEpsilon,
    String activation) {

  static VisionConfig from(ConfigNode vision) {
    String type = vision.at("model_type").text("clip_vision_model");
    boolean clip = type.equals("clip_vision_model");
    if (!clip && !type.equals("siglip_vision_model")) {
      throw vision
          .at("model_type")
          .broken("must be clip_vision_model or siglip_vision_model", type);
    }
    ConfigRules.checkVision(vision);
    return new VisionConfig(
        clip ? "clip" : "siglip",
        vision.at("hidden_size").integer(1, 768),
        vision.at("intermediate_size").integer(1, 3072),
        vision.at("num_hidden_layers").integer(1, 12),
        vision.at("num_attention_heads").integer(1, 12),
        vision.at("image_size").integer(1, 224),
        vision.at("patch_size").integer(1, clip ? 32 : 16),
        vision.at("layer_norm_eps").number(clip ? 1e-5 : 1e-6),
        ConfigRules.activation(vision.at("hidden_act"), clip ? "quick_gelu" : "gelu_pytorch_tanh"));
  }

  boolean hasClassToken() {
    return kind.equals("clip");
  }

  int patches() {
    int side = imageSize / patchSize;
    return side * side;
  }
}
