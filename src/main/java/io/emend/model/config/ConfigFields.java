package io.emend.model.config;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Rules that all parts of a checkpoint's {@code config.json} share: a model is the maths of the
 * sources under {@code torchscript/} and no other, though the tensors have the same names and
 * shapes.
 */
public final class ConfigFields {
  /** Those of {@code layers.py}. */
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

  private ConfigFields() {}

  /**
   * The fields of a part.
   *
   * @param read with their own rules
   * @param neutral others with the value at which they change nothing
   */
  public static KnownFields of(Set<String> read, Map<String, Double> neutral) {
    return KnownFields.of(read, HARMLESS, neutral);
  }

  /** An activation that the sources know; {@code swish} is another name of one. */
  public static String activation(ConfigNode field, String otherwise) {
    String name = field.text(otherwise);
    String known = name.equals("swish") ? "silu" : name;
    if (!ACTIVATIONS.contains(known)) {
      throw field.broken("must be one of " + String.join(", ", ACTIVATIONS), name);
    }
    return known;
  }

  /** A switch that decides on the maths: a text such as "false" must not pass for true. */
  public static boolean flag(ConfigNode field, boolean otherwise) {
    if (field.exists() && !field.json().isBoolean()) {
      throw field.broken("must be true or false", field.json());
    }
    return field.flag(otherwise);
  }
}
