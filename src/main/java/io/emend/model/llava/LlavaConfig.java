package io.emend.model.llava;

import com.fasterxml.jackson.databind.JsonNode;
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

  private static final String ARCHITECTURE = "LlavaForConditionalGeneration";

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
    checkArchitectures(root.at("architectures"));
    if (!root.part("vision_config").exists()) {
      throw root.at("vision_config").broken("must be an object", root.at("vision_config").json());
    }
    VisionConfig vision = VisionConfig.from(root.at("vision_config"));
    TextConfig text = TextConfig.from(root, root.part("text_config"));
    String strategy = root.at("vision_feature_select_strategy").text("default");
    if (!strategy.matches("default|full")) {
      throw root.at("vision_feature_select_strategy").broken("must be default or full", strategy);
    }
    return new LlavaConfig(
        vision,
        text,
        imageToken(root, text.vocabularySize()),
        featureLayers(root.at("vision_feature_layer"), vision.layers()),
        strategy.equals("default"),
        ConfigFields.activation(root.at("projector_hidden_act"), "gelu"),
        root.at("multimodal_projector_bias").flag(true));
  }

  /** The class that wrote the weights: another one may have other maths under the same names. */
  private static void checkArchitectures(ConfigNode field) {
    boolean named = field.exists() && !(field.json().isArray() && field.json().isEmpty());
    boolean ours = field.json().isArray();
    for (JsonNode name : field.json()) {
      ours &= name.asText().equals(ARCHITECTURE);
    }
    if (named && !ours) {
      throw field.broken("must be " + ARCHITECTURE, field.json());
    }
  }

  private static int imageToken(ConfigNode root, int vocabulary) {
    ConfigNode index = root.at("image_token_index");
    ConfigNode id = root.at("image_token_id");
    if (index.exists() && id.exists() && !index.json().equals(id.json())) {
      throw id.broken("must be absent beside image_token_index, or the same", id.json());
    }
    ConfigNode token = index.exists() ? index : id;
    int imageToken = token.integer(0, 32000);
    if (imageToken >= vocabulary) {
      throw token.broken("must be under vocab_size, " + vocabulary, imageToken);
    }
    return imageToken;
  }

  private static List<Integer> featureLayers(ConfigNode node, int layers) {
    if (!node.exists()) {
      return List.of(stateIndex(node, -2, layers));
    }
    List<Integer> states = new ArrayList<>();
    for (JsonNode layer : node.json().isArray() ? node.json() : List.of(node.json())) {
      int chosen = new ConfigNode(node.file(), node.field(), layer).integer(Integer.MIN_VALUE);
      states.add(stateIndex(node, chosen, layers));
    }
    if (states.isEmpty()) {
      throw node.broken("must name a hidden state", node.json());
    }
    return states;
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
