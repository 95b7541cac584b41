package io.emend.model;

import io.emend.model.config.ConfigNode;
import io.emend.model.config.KnownFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A checkpoint's {@code generation_config.json}. How a token is drawn is what the request and the
 * settings say; rules that forbid or force tokens are refused by name.
 *
 * @param endTokens ids that end a response, in the order of the file; empty where it names none
 * @param sampling the checkpoint's own settings for sampling, which are not applied
 */
public record GenerationConfig(Set<Integer> endTokens, Map<String, String> sampling) {
  private static final String FILE = "generation_config.json";

  /** Also a field of {@code config.json}. */
  private static final String END = "eos_token_id";

  /** What each request may say, and the settings do where it does not. */
  private static final Set<String> SAMPLING =
      Set.of("temperature", "top_p", "top_k", "min_p", "repetition_penalty");

  /** Lengths, beams of one, the cache, what is returned: nothing that another token comes of. */
  private static final Set<String> HARMLESS =
      Set.of(
          END,
          "_from_model_config",
          "assistant_confidence_threshold",
          "assistant_early_exit",
          "assistant_lookbehind",
          "bos_token_id",
          "cache_config",
          "cache_implementation",
          "compile_config",
          "continuous_batching_config",
          "decoder_start_token_id",
          "disable_compile",
          "do_sample",
          "is_assistant",
          "length_penalty",
          "max_cache_len",
          "max_length",
          "max_new_tokens",
          "max_time",
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

  public GenerationConfig {
    endTokens = Collections.unmodifiableSet(new LinkedHashSet<>(endTokens));
    sampling = Collections.unmodifiableMap(new TreeMap<>(sampling));
  }

  /**
   * Of a directory without the file: nothing is asked for.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming the field
   */
  public static GenerationConfig read(Path directory) {
    return rules(directory)
        .map(
            root -> {
              ConfigNode end = root.at(END);
              return new GenerationConfig(end.exists() ? tokens(end) : Set.of(), sampling(root));
            })
        .orElseGet(() -> new GenerationConfig(Set.of(), Map.of()));
  }

  /** The file, checked; empty where there is none. */
  private static Optional<ConfigNode> rules(Path directory) {
    if (!Files.isRegularFile(directory.resolve(FILE))) {
      return Optional.empty();
    }
    ConfigNode root = ConfigNode.read(directory.resolve(FILE));
    KnownFields.of(SAMPLING, HARMLESS, NEUTRAL).check(root);
    return Optional.of(root);
  }

  /**
   * Ids that end a response, in the order of the checkpoint's file; those of {@code config.json}
   * where it names none.
   */
  public static Set<Integer> endTokens(Path directory) {
    return tokens(end(directory));
  }

  /**
   * As {@link #endTokens(Path)}, of a model whose vocabulary has them all: another one would never
   * come, and no response would end.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}
   */
  public static Set<Integer> endTokens(Path directory, int vocabulary) {
    ConfigNode end = end(directory);
    Set<Integer> tokens = tokens(end);
    if (tokens.stream().anyMatch(token -> token >= vocabulary)) {
      throw end.broken("must be below the " + vocabulary + " tokens of the vocabulary", tokens);
    }
    return tokens;
  }

  private static ConfigNode end(Path directory) {
    return rules(directory)
        .map(root -> root.at(END))
        .filter(end -> end.exists() && !tokens(end).isEmpty())
        .orElseGet(() -> endOfModel(ConfigNode.read(directory.resolve("config.json"))));
  }

  private static ConfigNode endOfModel(ConfigNode config) {
    return config.at(END).exists() ? config.at(END) : config.at("text_config").at(END);
  }

  /** An id or a list of ids. */
  private static Set<Integer> tokens(ConfigNode field) {
    Set<Integer> tokens = new LinkedHashSet<>();
    if (field.json().isArray()) {
      field
          .json()
          .forEach(
              token -> tokens.add(new ConfigNode(field.file(), field.field(), token).integer(0)));
    } else {
      tokens.add(field.integer(0));
    }
    return tokens;
  }

  private static Map<String, String> sampling(ConfigNode root) {
    Map<String, String> sampling = new TreeMap<>();
    for (String name : SAMPLING) {
      if (root.at(name).exists()) {
        sampling.put(name, root.at(name).json().toString());
      }
    }
    return sampling;
  }
}
