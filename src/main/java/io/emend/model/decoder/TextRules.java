package io.emend.model.decoder;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.model.config.ConfigFields;
import io.emend.model.config.ConfigNode;
import io.emend.model.config.KnownFields;
import java.util.Map;
import java.util.Set;

/** What the text part of a configuration may ask for: what {@code decoder.py} does. */
final class TextRules {
  private static final KnownFields FIELDS =
      ConfigFields.of(
          Set.of(
              "attention_bias",
              "head_dim",
              "hidden_act",
              "hidden_size",
              "intermediate_size",
              "layer_types",
              "max_position_embeddings",
              "mlp_bias",
              "model_type",
              "num_attention_heads",
              "num_hidden_layers",
              "num_key_value_heads",
              "rms_norm_eps",
              "rope_parameters",
              "rope_scaling",
              "rope_theta",
              "sliding_window",
              "tie_word_embeddings",
              "vocab_size"),
          Map.of(
              "embedding_multiplier", 1.0,
              "logit_scale", 1.0,
              "logits_scaling", 1.0,
              "partial_rotary_factor", 1.0,
              "residual_multiplier", 1.0,
              "rope_percent", 1.0,
              "rotary_pct", 1.0));

  private TextRules() {}

  static void check(ConfigNode text) {
    FIELDS.check(text);
  }

  /**
   * The decoder attends to all that came before, which a window that is no shorter than the context
   * does as well.
   *
   * @param window in tokens, or null for none
   */
  static void checkWindow(ConfigNode text, Integer window, int maxPositions) {
    ConfigNode field = text.at("sliding_window");
    if (window != null && window < maxPositions) {
      throw field.broken(
          "must be null or at least max_position_embeddings, which is "
              + maxPositions
              + ": attention within a window is not supported",
          field.exists() ? window : window + ", the default of " + text.at("model_type").text(""));
    }
    for (JsonNode type : text.at("layer_types").json()) {
      boolean windowed = type.asText().equals("sliding_attention") && window != null;
      if (!type.asText().equals("full_attention") && !windowed) {
        throw text.at("layer_types").broken("must all be full_attention", type.asText());
      }
    }
  }
}
