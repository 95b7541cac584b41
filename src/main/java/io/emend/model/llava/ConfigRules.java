package io.emend.model.llava;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.model.ConfigNode;
import io.emend.model.KnownFields;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What LLaVA checkpoints may ask for: the maths of the sources under {@code torchscript/} and no
 * other, though the tensors have the same names and shapes.
 */
final class ConfigRules {
  /** Those of {@code vision.py}. */
  private static final List<String> ACTIVATIONS =
      List.of("quick_gelu", "gelu_pytorch_tanh", "gelu", "silu", "linear");

  /** Training, generation, bookkeeping: nothing that a forward pass of ours depends on. */
  private static final Set<String> HARMLESS =
      Set.of(
          "_attn_implementation",
          "_attn_implementation_autoset",
          "_commit_hash",
          "_name_or_path",
          "architectures",
          "attention_dropout",
          "attn_implementation",
          "auto_map",
          "bad_words_ids",
          "begin_suppress_tokens",
          "bos_token_id",
          "chunk_size_feed_forward",
          "decoder_start_token_id",
          "diversity_penalty",
          "dropout",
          "dtype",
          "early_stopping",
          "embd_pdrop",
          "encoder_no_repeat_ngram_size",
          "eos_token_id",
          "hidden_dropout",
          "id2label",
          "initializer_factor",
          "initializer_range",
          "label2id",
          "length_penalty",
          "max_length",
          "min_length",
          "no_repeat_ngram_size",
          "num_beam_groups",
          "num_beams",
          "num_labels",
          "num_return_sequences",
          "output_attentions",
          "output_hidden_states",
          "pad_token_id",
          "pretraining_tp",
          "problem_type",
          "processor_class",
          "repetition_penalty",
          "resid_pdrop",
          "return_dict",
          "sep_token_id",
          "task_specific_params",
          "temperature",
          "tf_legacy_loss",
          "tokenizer_class",
          "top_k",
          "top_p",
          "torch_dtype",
          "transformers.js_config",
          "transformers_version",
          "typical_p",
          "unk_token_id",
          "unsloth_fixed",
          "unsloth_version",
          "use_cache");

  private static final KnownFields ROOT =
      known(
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

  private static final KnownFields VISION =
      known(
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

  private static final KnownFields TEXT =
      known(
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

  private static final KnownFields ROPE =
      known(
          Set.of(
              "factor",
              "high_freq_factor",
              "low_freq_factor",
              "original_max_position_embeddings",
              "rope_theta",
              "rope_type",
              "type"),
          Map.of("attention_factor", 1.0, "partial_rotary_factor", 1.0));

  private ConfigRules() {}

  private static KnownFields known(Set<String> read, Map<String, Double> neutral) {
    return KnownFields.of(read, HARMLESS, neutral);
  }

  static void checkRoot(ConfigNode root) {
    ROOT.check(root);
  }

  static void checkVision(ConfigNode vision) {
    VISION.check(vision);
    int channels = vision.at("num_channels").integer(1, 3);
    if (channels != 3) {
      throw vision.at("num_channels").broken("must be 3", channels);
    }
  }

  static void checkText(ConfigNode text) {
    TEXT.check(text);
  }

  static void checkRope(ConfigNode rope) {
    ROPE.check(rope);
  }

  /** An activation that the sources know; {@code swish} is another name of one. */
  static String activation(ConfigNode field, String otherwise) {
    String name = field.text(otherwise);
    String known = name.equals("swish") ? "silu" : name;
    if (!ACTIVATIONS.contains(known)) {
      throw field.broken("must be one of " + String.join(", ", ACTIVATIONS), name);
    }
    return known;
  }

  /** A switch that decides on the maths: a text such as "false" must not pass for true. */
  static boolean flag(ConfigNode field, boolean otherwise) {
    if (field.exists() && !field.json().isBoolean()) {
      throw field.broken("must be true or false", field.json());
    }
    return field.flag(otherwise);
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
