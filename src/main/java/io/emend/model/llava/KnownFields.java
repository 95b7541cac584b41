package io.emend.model.llava;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.model.ConfigNode;
import java.util.Map;
import java.util.Set;

/**
 * What a part of {@code config.json} may say. A field that is neither read nor known to change
 * nothing may ask for other maths, so that the checkpoint would load and answer nonsense: it is
 * refused by its name, unless it is switched off.
 *
 * @param read fields that the family reads, with their own rules
 * @param neutral fields of other families with the value at which they change nothing
 */
record KnownFields(Set<String> read, Map<String, Double> neutral) {
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

  /** What the decoder does, and other families can switch off. */
  private static final Set<String> ON =
      Set.of("is_causal", "scale_attn_weights", "use_rms_norm", "use_rope");

  /**
   * @throws io.emend.error.EmendException {@code model_invalid}, naming the field
   */
  void check(ConfigNode part) {
    part.json().fieldNames().forEachRemaining(name -> check(part.at(name), name));
  }

  private void check(ConfigNode field, String name) {
    if (read.contains(name) || HARMLESS.contains(name)) {
      return;
    }
    if (ON.contains(name)) {
      requireOn(field);
    } else if (!isOff(field.json())) {
      requireNeutral(field, name);
    }
  }

  private static void requireOn(ConfigNode field) {
    if (!field.json().isNull() && !field.json().asText().equals("true")) {
      throw field.broken("is not supported: it must be absent or true", field.json());
    }
  }

  private void requireNeutral(ConfigNode field, String name) {
    Double value = neutral.get(name);
    if (value == null) {
      throw field.broken("is not supported: it must be absent, null or false", field.json());
    }
    if (!field.json().isNumber() || field.json().doubleValue() != value) {
      throw field.broken("is not supported: it must be absent or " + value, field.json());
    }
  }

  /** Zero is not: it may multiply. */
  private boolean isOff(JsonNode value) {
    return value.isNull()
        || value.isBoolean() && !value.booleanValue()
        || value.isContainerNode() && value.isEmpty()
        || value.isTextual() && value.textValue().isEmpty();
  }
}
