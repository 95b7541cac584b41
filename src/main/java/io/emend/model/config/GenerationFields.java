package io.emend.model.config;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What a checkpoint says of how its answers are generated, in {@code generation_config.json} or, as
 * older ones do, in parts of {@code config.json}. What a request can say is a suggestion, which
 * must make sense. Other fields that another token would come of are refused unless they are off.
 */
public final class GenerationFields {
  /** What each request may say, and the settings do where it does not. */
  private static final Map<String, Consumer<ConfigNode>> SUGGESTED =
      Map.of(
          "do_sample", field -> field.flag(false),
          "max_length", field -> field.integer(1),
          "max_new_tokens", field -> field.integer(1),
          "max_time", ConfigNode::positive,
          "min_p", field -> field.number(0, 1),
          "repetition_penalty", ConfigNode::positive,
          "temperature", field -> field.number(0, Double.POSITIVE_INFINITY),
          "top_k", field -> field.integer(0),
          "top_p", field -> field.number(0, 1));

  /** With what older versions of transformers wrote into each configuration. */
  private static final Map<String, String> DEFAULTS =
      Map.of(
          "do_sample", "false",
          "max_length", "20",
          "repetition_penalty", "1.0",
          "temperature", "1.0",
          "top_k", "50",
          "top_p", "1.0");

  /** The cache, what is returned, drafts, what only beams ask for: no other token comes of them. */
  private static final Set<String> HARMLESS =
      Set.of(
          "_commit_hash",
          "_from_model_config",
          "_original_object_hash",
          "assistant_confidence_threshold",
          "assistant_early_exit",
          "assistant_lookbehind",
          "bos_token_id",
          "compile_config",
          "continuous_batching_config",
          "decoder_start_token_id",
          "disable_compile",
          "early_stopping",
          "is_assistant",
          "length_penalty",
          "max_cache_len",
          "num_assistant_tokens",
          "num_assistant_tokens_schedule",
          "output_attentions",
          "output_hidden_states",
          "output_logits",
          "output_scores",
          "pad_token_id",
          "prefill_chunk_size",
          "renormalize_logits",
          "remove_invalid_values",
          "return_dict_in_generate",
          "target_lookbehind",
          "transformers_version",
          "use_cache");

  private static final Map<String, Double> NEUTRAL =
      Map.ofEntries(
          Map.entry("diversity_penalty", 0.0),
          Map.entry("encoder_no_repeat_ngram_size", 0.0),
          Map.entry("encoder_repetition_penalty", 1.0),
          Map.entry("epsilon_cutoff", 0.0),
          Map.entry("eta_cutoff", 0.0),
          Map.entry("guidance_scale", 1.0),
          Map.entry("min_length", 0.0),
          Map.entry("min_new_tokens", 0.0),
          Map.entry("no_repeat_ngram_size", 0.0),
          Map.entry("num_beam_groups", 1.0),
          Map.entry("num_beams", 1.0),
          Map.entry("num_return_sequences", 1.0),
          Map.entry("penalty_alpha", 0.0),
          Map.entry("typical_p", 1.0));

  private GenerationFields() {}

  /**
   * The fields of {@code generation_config.json}.
   *
   * @param read with their own rules
   */
  public static KnownFields of(Set<String> read) {
    KnownFields known = KnownFields.of(read, HARMLESS, NEUTRAL);
    return new KnownFields(known.taken(), NEUTRAL, SUGGESTED);
  }

  /** What a part suggests beyond what transformers does by itself, in the words of the file. */
  public static Map<String, String> suggestions(ConfigNode part) {
    Map<String, String> suggestions = new TreeMap<>();
    for (String name : SUGGESTED.keySet()) {
      String written = part.at(name).json().toString();
      if (part.at(name).exists() && !written.equals(DEFAULTS.get(name))) {
        suggestions.put(name, written);
      }
    }
    return suggestions;
  }
}
