package io.emend.model.llava;

import io.emend.model.ConfigNode;
import io.emend.model.Precision;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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

  static LlavaConfig read(Path directory) {
    ConfigNode root = ConfigNode.read(directory.resolve("config.json"));
    ConfigRules.checkRoot(root);
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
        ConfigRules.activation(root.at("projector_hidden_act"), "gelu"),
        ConfigRules.flag(root.at("multimodal_projector_bias"), true));
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

  int imageTokens() {
    int classToken = vision.hasClassToken() ? 1 : 0;
    return vision.patches() + classToken - (dropClassToken ? 1 : 0);
  }

  /** What the TorchScript source reads as attributes. */
  Map<String, Object> attributes(Precision precision) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("compute_type", precision.scalarType());
    map.put("image_token", imageToken);
    map.put("vision_prefix", "vision_tower.");
    map.put("projector_prefix", "multi_modal_projector.");
    map.put("adapter", "");
    map.put("text_prefix", "language_model.");
    map.put("vision_kind", vision.kind());
    map.put("vision_layers", vision.layers());
    map.put("vision_heads", vision.heads());
    map.put("vision_eps", vision.normEpsilon());
    map.put("vision_activation", vision.activation());
    map.put("patch_size", vision.patchSize());
    map.put("feature_layers", featureLayers);
    map.put("drop_class_token", dropClassToken);
    map.put("projector_activation", projectorActivation);
    map.put("text_layers", text.layers());
    map.put("text_heads", text.heads());
    map.put("text_kv_heads", text.keyHeads());
    map.put("text_eps", text.normEpsilon());
    map.put("text_activation", text.activation());
    map.put("tied", text.tied());
    return map;
  }
}
