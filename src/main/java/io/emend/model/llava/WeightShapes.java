package io.emend.model.llava;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape that each weight must have, by canonical name, derived from the configuration, which
 * also says where biases are. The projector's second layer is optional in the family.
 */
final class WeightShapes {
  private final Map<String, long[]> required = new LinkedHashMap<>();
  private final Map<String, long[]> optional = new LinkedHashMap<>();

  private WeightShapes() {}

  static WeightShapes of(LlavaConfig config) {
    WeightShapes shapes = new WeightShapes();
    shapes.vision(config.vision());
    shapes.projector(config);
    shapes.text(config.text());
    return shapes;
  }

  Map<String, long[]> required() {
    return required;
  }

  Map<String, long[]> optional() {
    return optional;
  }

  private void vision(VisionConfig v) {
    long c = v.hiddenSize();
    String embeddings = "vision_tower.embeddings.";
    long[] kernel = {c, 3, v.patchSize(), v.patchSize()};
    required.put(embeddings + "patch_embedding.weight", kernel);
    long tokens = v.patches() + (v.hasClassToken() ? 1 : 0);
    required.put(embeddings + "position_embedding.weight", new long[] {tokens, c});
    if (v.hasClassToken()) {
      required.put(embeddings + "class_embedding", new long[] {c});
      norm("vision_tower.pre_layrnorm", c);
    } else {
      required.put(embeddings + "patch_embedding.bias", new long[] {c});
    }
    for (int i = 0; i < v.layers(); i++) {
      visionLayer("vision_tower.encoder.layers." + i + ".", c, v.intermediateSize());
    }
  }

  private void visionLayer(String p, long c, long f) {
    norm(p + "layer_norm1", c);
    norm(p + "layer_norm2", c);
    for (String name : List.of("q_proj", "k_proj", "v_proj", "out_proj")) {
      dense(required, p + "self_attn." + name, c, c);
    }
    dense(required, p + "mlp.fc1", f, c);
    dense(required, p + "mlp.fc2", c, f);
  }

  private void projector(LlavaConfig config) {
    long in = (long) config.vision().hiddenSize() * config.featureLayers().size();
    long out = config.text().hiddenSize();
    required.put("multi_modal_projector.linear_1.weight", new long[] {out, in});
    optional.put("multi_modal_projector.linear_2.weight", new long[] {out, out});
    if (config.projectorBias()) {
      required.put("multi_modal_projector.linear_1.bias", new long[] {out});
      optional.put("multi_modal_projector.linear_2.bias", new long[] {out});
    }
  }

  private void text(TextConfig t) {
    long c = t.hiddenSize();
    required.put("language_model.embed_tokens.weight", new long[] {t.vocabularySize(), c});
    for (int i = 0; i < t.layers(); i++) {
      textLayer("language_model.layers." + i + ".", t);
    }
    required.put("language_model.norm.weight", new long[] {c});
    if (!t.tied()) {
      required.put("lm_head.weight", new long[] {t.vocabularySize(), c});
    }
  }

  private void textLayer(String p, TextConfig t) {
    long c = t.hiddenSize();
    long q = (long) t.heads() * t.headDim();
    long k = (long) t.keyHeads() * t.headDim();
    required.put(p + "input_layernorm.weight", new long[] {c});
    matrix(p + "self_attn.q_proj", q, c, t.attentionBias());
    matrix(p + "self_attn.k_proj", k, c, t.attentionBias());
    matrix(p + "self_attn.v_proj", k, c, t.attentionBias());
    matrix(p + "self_attn.o_proj", c, q, t.attentionBias());
    required.put(p + "post_attention_layernorm.weight", new long[] {c});
    matrix(p + "mlp.gate_proj", t.intermediateSize(), c, t.mlpBias());
    matrix(p + "mlp.up_proj", t.intermediateSize(), c, t.mlpBias());
    matrix(p + "mlp.down_proj", c, t.intermediateSize(), t.mlpBias());
  }

  private void matrix(String name, long rows, long columns, boolean bias) {
    required.put(name + ".weight", new long[] {rows, columns});
    if (bias) {
      required.put(name + ".bias", new long[] {rows});
    }
  }

  private void norm(String name, long c) {
    required.put(name + ".weight", new long[] {c});
    required.put(name + ".bias", new long[] {c});
  }

  private static void dense(Map<String, long[]> map, String name, long rows, long columns) {
    map.put(name + ".weight", new long[] {rows, columns});
    map.put(name + ".bias", new long[] {rows});
  }
}
