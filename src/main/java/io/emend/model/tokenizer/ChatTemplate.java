package io.emend.model.tokenizer;

import com.fasterxml.jackson.databind.JsonNode;
import com.hubspot.jinjava.Jinjava;
import com.hubspot.jinjava.JinjavaConfig;
import com.hubspot.jinjava.LegacyOverrides;
import com.hubspot.jinjava.interpret.RenderResult;
import com.hubspot.jinjava.interpret.TemplateError;
import com.hubspot.jinjava.lib.fn.ELFunctionDefinition;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ChatMessage;
import io.emend.model.ConfigNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A checkpoint's chat template, rendered as transformers' {@code apply_chat_template} does. Message
 * text is data: templates in it are never interpreted.
 */
public final class ChatTemplate {
  private static final Jinjava JINJA =
      new Jinjava(
          JinjavaConfig.newBuilder()
              .withTrimBlocks(true)
              .withLstripBlocks(true)
              .withNestedInterpretationEnabled(false)
              .withMaxOutputSize(1 << 20)
              .withLegacyOverrides(
                  LegacyOverrides.newBuilder().withUsePyishObjectMapper(true).build())
              .build());

  static {
    JINJA
        .getGlobalContext()
        .registerFunction(
            new ELFunctionDefinition(
                "", "raise_exception", ChatTemplate.class, "raiseException", String.class));
  }

  /** Python's string methods that the library has as filters. */
  private static final Pattern DIALECT = Pattern.compile("\\.(upper|lower)\\(\\)");

  private static final Pattern STRIP = Pattern.compile("\\.strip\\(\\)");
  private static final Pattern GENERATION =
      Pattern.compile("\\{%([-+]?)\\s*(?:end)?generation\\s*([-+]?)%}");

  /** What the library would skip in silence or print wrongly. */
  private static final Pattern REFUSED =
      Pattern.compile(
          "\\{%[-+]?\\s*for\\s[^%]*\\sif\\s[^%]*%}|\\[::-1]|\\|\\s*items|\\.items\\(|\\{%[-+]?\\s*break"
              + "|\\.(?:split|startswith|endswith|lstrip|rstrip|replace|title)\\(");

  private final String source;
  private final String beginToken;
  private final String endToken;

  private ChatTemplate(String source, String beginToken, String endToken) {
    this.source = understood(source);
    this.beginToken = beginToken;
    this.endToken = endToken;
  }

  /** From {@code chat_template.jinja}, {@code chat_template.json} or the tokenizer's config. */
  public static ChatTemplate read(Path directory) {
    Path file = directory.resolve("tokenizer_config.json");
    ConfigNode config = ConfigNode.read(file);
    return new ChatTemplate(
        source(directory, config),
        token(config.at("bos_token").json()),
        token(config.at("eos_token").json()));
  }

  private static String source(Path directory, ConfigNode config) {
    Path jinja = directory.resolve("chat_template.jinja");
    if (Files.isRegularFile(jinja)) {
      try {
        return Files.readString(jinja);
      } catch (IOException e) {
        throw new EmendException(
            ErrorCode.MODEL_INVALID, "chat_template.jinja must be UTF-8 text", e);
      }
    }
    Path json = directory.resolve("chat_template.json");
    ConfigNode node =
        (Files.isRegularFile(json) ? ConfigNode.read(json) : config).at("chat_template");
    if (node.json().isArray()) {
      for (JsonNode named : node.json()) {
        if (named.path("name").asText().equals("default")) {
          return named.path("template").asText();
        }
      }
    }
    if (!node.json().isTextual()) {
      throw node.broken("must be a template", node.json());
    }
    return node.json().asText();
  }

  /** {@code generation} marks only what training would mask; it prints nothing. */
  private static String understood(String source) {
    Matcher gap = REFUSED.matcher(source);
    if (gap.find()) {
      throw new EmendException(
          ErrorCode.MODEL_INVALID,
          "the chat template uses " + gap.group() + ", which is not supported here",
          Map.of("field", "chat_template", "value", gap.group()));
    }
    String plain = GENERATION.matcher(source).replaceAll("{%$1 if true $2%}{% endif %}");
    return STRIP.matcher(DIALECT.matcher(plain).replaceAll("|$1")).replaceAll("|trim");
  }

  private static String token(JsonNode node) {
    return node.isObject() ? node.path("content").asText("") : node.asText("");
  }

  /** Whether a rendering brings its own begin token. */
  public boolean beginsWithToken(String rendered) {
    return !beginToken.isEmpty() && rendered.startsWith(beginToken);
  }

  /**
   * @param cue whether the assistant's turn is opened
   * @param safe what is done to each text before it stands in the template
   */
  public String render(List<ChatMessage> messages, boolean cue, UnaryOperator<String> safe) {
    List<Map<String, Object>> turns =
        messages.stream()
            .map(
                message ->
                    Map.of(
                        "role",
                        message.role().name().toLowerCase(Locale.ROOT),
                        "content",
                        takesParts() ? parts(message, safe) : plain(message, safe)))
            .toList();
    Map<String, Object> context =
        Map.of(
            "messages", turns,
            "add_generation_prompt", cue,
            "bos_token", beginToken,
            "eos_token", endToken);
    RenderResult result = JINJA.renderForResult(source, context);
    if (result.hasErrors()) {
      throw failure(result.getErrors().get(0));
    }
    return result.getOutput();
  }

  private static EmendException failure(TemplateError error) {
    for (Throwable cause = error.getException(); cause != null; cause = cause.getCause()) {
      if (cause instanceof EmendException refusal) {
        return refusal;
      }
    }
    return new EmendException(
        ErrorCode.MODEL_INVALID, "the chat template cannot be rendered: " + error.getMessage());
  }

  /**
   * What templates call to refuse a conversation, such as two questions in a row.
   *
   * @throws EmendException {@code invalid_value}, always
   */
  public static String raiseException(String rule) {
    throw EmendException.invalid("messages", "must suit the chat template", rule);
  }

  /** Templates for pictures walk over the parts of a message; others print its text. */
  private boolean takesParts() {
    return source.contains("'type'") || source.contains("\"type\"") || source.contains(".type");
  }

  private static Object parts(ChatMessage message, UnaryOperator<String> safe) {
    return message.content().stream()
        .map(
            part ->
                part instanceof ChatMessage.Text text
                    ? Map.of("type", "text", "text", safe.apply(text.text()))
                    : Map.of("type", "image"))
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
