package io.emend.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ChatMessage;
import io.emend.model.config.ConfigNode;
import io.emend.model.tokenizer.jinja.JinjaTemplate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A checkpoint's chat template, rendered as transformers' {@code apply_chat_template} does. Message
 * text is data: templates in it are never interpreted.
 */
public final class ChatTemplate {
  private static final String BEGIN = "bos_token";

  /** Names of a checkpoint's own special tokens, {@code image_token} and its like. */
  private static final String EXTRA = "extra_special_tokens";

  private static final String FIELD = "chat_template";

  private final String file;
  private final JinjaTemplate template;
  private final boolean takesParts;
  private final Map<String, String> tokens;

  private ChatTemplate(ConfigNode written, Map<String, String> tokens) {
    String source = source(written);
    this.file = written.file();
    this.template = parsed(source);
    this.takesParts = takesParts(source);
    this.tokens = Map.copyOf(tokens);
  }

  /**
   * From where transformers' processors take it: {@code processor_config.json}, {@code
   * chat_template.json}, {@code chat_template.jinja} or the tokenizer's config, the first that has
   * one.
   *
   * @throws EmendException {@code model_invalid}, also for what a template uses and is not
   *     supported
   */
  public static ChatTemplate read(Path directory) {
    ConfigNode config = ConfigNode.read(directory.resolve("tokenizer_config.json"));
    return new ChatTemplate(written(directory, config), tokens(config));
  }

  private JinjaTemplate parsed(String source) {
    try {
      return JinjaTemplate.read(source);
    } catch (EmendException e) {
      throw broken(e.getMessage());
    }
  }

  /** An error of this template, whichever file it came from. */
  EmendException broken(String why) {
    return new EmendException(
        ErrorCode.MODEL_INVALID,
        file + ": " + why,
        Map.of("file", file, "field", FIELD, "value", why));
  }

  /** The special tokens that transformers passes to a template, by their names. */
  private static Map<String, String> tokens(ConfigNode config) {
    Map<String, String> tokens = new LinkedHashMap<>();
    config.json().properties().stream()
        .filter(field -> field.getKey().endsWith("_token"))
        .forEach(field -> tokens.put(field.getKey(), token(field.getValue())));
    config
        .at(EXTRA)
        .json()
        .properties()
        .forEach(field -> tokens.put(field.getKey(), token(field.getValue())));
    tokens.values().removeIf(String::isEmpty);
    return tokens;
  }

  private static ConfigNode written(Path directory, ConfigNode tokenizer) {
    for (String name : List.of("processor_config.json", "chat_template.json")) {
      Path file = directory.resolve(name);
      if (Files.isRegularFile(file) && ConfigNode.read(file).at(FIELD).exists()) {
        return ConfigNode.read(file).at(FIELD);
      }
    }
    Path jinja = directory.resolve("chat_template.jinja");
    if (!Files.isRegularFile(jinja)) {
      return tokenizer.at(FIELD);
    }
    try {
      return new ConfigNode(
          "chat_template.jinja", FIELD, TextNode.valueOf(Files.readString(jinja)));
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.MODEL_INVALID, "chat_template.jinja must be UTF-8 text", e);
    }
  }

  /** Of several, the one that is named {@code default}. */
  private static String source(ConfigNode written) {
    JsonNode chosen = written.json().isObject() ? written.json().path("default") : written.json();
    if (chosen.isArray()) {
      for (JsonNode named : chosen) {
        if (named.path("name").asText().equals("default")) {
          return named.path("template").asText();
        }
      }
    }
    if (!chosen.isTextual()) {
      throw written.broken("must be a template", written.json());
    }
    return chosen.asText();
  }

  private static String token(JsonNode node) {
    return node.isObject()
        ? node.path("content").asText("")
        : (node.isTextual() ? node.textValue() : "");
  }

  /** A special token by its name, such as {@code image_token}. */
  Optional<String> token(String name) {
    return Optional.ofNullable(tokens.get(name));
  }

  /** Whether a rendering brings its own begin token. */
  public boolean beginsWithToken(String rendered) {
    return tokens.containsKey(BEGIN) && rendered.startsWith(tokens.get(BEGIN));
  }

  /**
   * @param cue whether the assistant's turn is opened
   * @param safe what is done to each text before it stands in the template
   * @throws EmendException {@code invalid_value} where the template refuses the conversation
   */
  public String render(List<ChatMessage> messages, boolean cue, UnaryOperator<String> safe) {
    Map<String, Object> variables = new HashMap<>(tokens);
    variables.put("messages", messages.stream().map(message -> turn(message, safe)).toList());
    variables.put("add_generation_prompt", cue);
    variables.put("tools", null);
    variables.put("documents", null);
    return template.render(variables, Clock.systemDefaultZone());
  }

  private Map<String, Object> turn(ChatMessage message, UnaryOperator<String> safe) {
    Map<String, Object> turn = new LinkedHashMap<>();
    turn.put("role", message.role().name().toLowerCase(Locale.ROOT));
    turn.put("content", takesParts ? parts(message, safe) : plain(message, safe));
    return turn;
  }

  /** Templates for pictures walk over the parts of a message; others print its text. */
  private static boolean takesParts(String source) {
    return source.contains("'type'") || source.contains("\"type\"") || source.contains(".type");
  }

  private static Object parts(ChatMessage message, UnaryOperator<String> safe) {
    return message.content().stream()
        .map(
            part -> {
              Map<String, Object> map = new LinkedHashMap<>();
              boolean isText = part instanceof ChatMessage.Text;
              map.put("type", isText ? "text" : "image");
              if (part instanceof ChatMessage.Text text) {
                map.put("text", safe.apply(text.text()));
              }
              return map;
            })
        .toList();
  }

  private static Object plain(ChatMessage message, UnaryOperator<String> safe) {
    StringBuilder text = new StringBuilder();
    for (ChatMessage.Part part : message.content()) {
      text.append(part instanceof ChatMessage.Text t ? safe.apply(t.text()) : "<image>\n");
    }
    return text.toString();
  }
}
