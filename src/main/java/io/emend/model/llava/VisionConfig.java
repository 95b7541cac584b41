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
    int hidden = vision.at("hidden_size").integer(1, 768);
    int heads = vision.at("num_attention_heads").integer(1, 12);
    if (hidden % heads != 0) {
      throw vision.at("num_attention_heads").broken("must divide " + hidden, heads);
    }
    return new VisionConfig(
        clip ? "clip" : "siglip",
        hidden,
        vision.at("intermediate_size").integer(1, 3072),
        vision.at("num_hidden_layers").integer(1, 12),
        heads,
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
