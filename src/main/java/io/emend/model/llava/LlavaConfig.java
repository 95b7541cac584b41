package io.emend.model.llava;

import io.emend.model.config.ConfigFields;
import io.emend.model.config.ConfigNode;
import io.emend.model.config.KnownFields;
import io.emend.model.decoder.TextConfig;
import io.emend.model.vision.VisionConfig;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A LLaVA checkpoint's {@code config.json}.
 *
 * @param featureLayers hidden states of the tower that the projector reads, 0 the embeddings
 * @param dropClassToken select strategy {@code default}; {@code full} keeps all tokens
 */
record LlavaConfig(
    VisionConfig vision,
    TextConfig text,
    int imageToken,
    List<Integer> featureLayers,
    boolean dropClassToken,
    String projectorActivation,
    boolean projectorBias) {

  private static final KnownFields FIELDS =
      ConfigFields.of(
          Set.of(
              "hidden_size",
              "ignore_index",
              "image_seq_length",
              "image_token_id",
              "image_token_index",
              "model_type",
              "multimodal_projector_bias",
              "projector_hidden_act",
              "text_config",
              "tie_word_embeddings",
              "vision_config",
              "vision_feature_layer",
              "vision_feature_select_strategy",
              "vocab_size"),
          Map.of());

  static LlavaConfig read(Path directory) {
    ConfigNode root = ConfigNode.read(directory.resolve("config.json"));
    FIELDS.check(root);
    VisionConfig vision = VisionConfig.from(root.at("vision_config"));
    TextConfig text = TextConfig.from(root, root.at("text_config"));
    ConfigNode token =
        root.at("image_token_index").exists()
            ? root.at("image_token_index")
            : root.at("image_token_id");
    String strategy = root.at("vision_feature_select_strategy").text("default");
    if (!strategy.matches("default|full")) {
      throw root.at("vision_feature_select_strategy").broken("must be default or full", strategy);
    }
    int imageToken = token.integer(0, 32000);
    if (imageToken >= text.vocabularySize()) {
      throw token.broken("must be under vocab_size, " + text.vocabularySize(), imageToken);
    }
    return new LlavaConfig(
        vision,
        text,
        imageToken,
        featureLayers(root.at("vision_feature_layer"), vision.layers()),
        strategy.equals("default"),
        ConfigFields.activation(root.at("projector_hidden_act"), "gelu"),
        ConfigFields.flag(root.at("multimodal_projector_bias"), true));
  }

  private static List<Integer> featureLayers(ConfigNode node, int layers) {
    List<Integer> chosen = new ArrayList<>();
    if (!node.exists()) {
      chosen.add(-2);
    } else if (node.json().isArray()) {
      node.json().forEach(layer -> chosen.add(layer.asInt()));
    } else {
      chosen.add(node.integer(Integer.MIN_VALUE));
    }
    return chosen.stream().map(layer -> stateIndex(node, layer, layers)).toList();
  }

  /** Negative layers count from the end, as list indices do in the reference. */
  private static int stateIndex(ConfigNode node, int layer, int layers) {
    int index = layer < 0 ? layers + 1 + layer : layer;
    if (index < 0 || index > layers) {
      throw node.broken("must name one of " + (layers + 1) + " hidden states", layer);
    }
    return index;
  }
}
