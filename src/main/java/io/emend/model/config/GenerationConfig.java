package io.emend.model.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * A checkpoint's {@code generation_config.json}. How a token is drawn and how long an answer gets
 * is what the request and the settings say; rules that forbid or force tokens are refused by name.
 *
 * @param endTokens ids that end a response, in the order of the file; empty where it names none
 * @param suggestions the checkpoint's own settings for sampling and length, which are not applied
 */
public record GenerationConfig(Set<Integer> endTokens, Map<String, String> suggestions) {
  private static final String FILE = "generation_config.json";

  /** Also a field of {@code config.json}. */
  private static final String END = "eos_token_id";

  private static final KnownFields FIELDS = GenerationFields.of(Set.of(END));

  public GenerationConfig {
    endTokens = Collections.unmodifiableSet(new LinkedHashSet<>(endTokens));
    suggestions = Collections.unmodifiableMap(new TreeMap<>(suggestions));
  }

  /**
   * Of a directory without the file: nothing is asked for, but what an older {@code config.json}
   * suggests.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming the field
   */
  public static GenerationConfig read(Path directory) {
    Map<String, String> suggestions = new TreeMap<>();
    Path model = directory.resolve("config.json");
    if (Files.isRegularFile(model)) {
      ConfigNode config = ConfigNode.read(model);
      suggestions.putAll(GenerationFields.suggestions(config.part("text_config")));
      suggestions.putAll(GenerationFields.suggestions(config));
    }
    Set<Integer> ends = new LinkedHashSet<>();
    Optional<ConfigNode> rules = rules(directory);
    rules.map(GenerationFields::suggestions).ifPresent(suggestions::putAll);
    rules
        .map(root -> root.at(END))
        .filter(ConfigNode::exists)
        .ifPresent(end -> ends.addAll(tokens(end)));
    return new GenerationConfig(ends, suggestions);
  }

  /** The file, checked; empty where there is none. */
  private static Optional<ConfigNode> rules(Path directory) {
    if (!Files.isRegularFile(directory.resolve(FILE))) {
      return Optional.empty();
    }
    ConfigNode root = ConfigNode.read(directory.resolve(FILE));
    FIELDS.check(root);
    return Optional.of(root);
  }

  /**
   * Ids that end a response, in the order of the checkpoint's file; those of {@code config.json}
   * where it names none.
   */
  public static Set<Integer> endTokens(Path directory) {
    return ends(end(directory));
  }

  /**
   * As {@link #endTokens(Path)}, of a model whose vocabulary has them all: another one would never
   * come, and no response would end.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}
   */
  public static Set<Integer> endTokens(Path directory, int vocabulary) {
    ConfigNode end = end(directory);
    Set<Integer> tokens = ends(end);
    if (tokens.stream().anyMatch(token -> token >= vocabulary)) {
      throw end.broken("must be below the " + vocabulary + " tokens of the vocabulary", tokens);
    }
    return tokens;
  }

  /** Without one, no response would end. */
  private static Set<Integer> ends(ConfigNode end) {
    Set<Integer> tokens = tokens(end);
    if (tokens.isEmpty()) {
      throw end.broken("must name a token", end.json());
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
}
