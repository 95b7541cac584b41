package io.emend.model.llava;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.emend.model.config.ConfigNode;
import io.emend.model.config.KnownFields;
import io.emend.model.tokenizer.ChatTokenizer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * A LLaVA checkpoint's {@code processor_config.json}. The number of a picture's tokens follows from
 * {@code config.json}; transformers' processor counts them by this file, and with another number
 * its model refuses the prompt. So the two must say the same.
 */
final class ProcessorConfig {
  private static final String FILE = "processor_config.json";
  private static final String PROCESSOR = "LlavaProcessor";
  private static final String IMAGE_TOKEN = "image_token";

  /** Transformers takes pictures, tokenizer and template from their own places. */
  private static final KnownFields FIELDS =
      KnownFields.of(
          Set.of(
              "chat_template",
              "image_processor",
              IMAGE_TOKEN,
              "num_additional_image_tokens",
              "patch_size",
              "processor_class",
              "vision_feature_select_strategy"),
          Set.of("auto_map", "tokenizer"),
          Map.of());

  private final ConfigNode root;

  private ProcessorConfig(ConfigNode root) {
    this.root = root;
  }

  /**
   * Holds the file, where there is one, against what is read from others, and the tokenizer's name
   * for the image token, which counts before the file's.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  static void check(Path directory, LlavaConfig config, ChatTokenizer tokenizer) {
    tokenizer
        .named(IMAGE_TOKEN)
        .ifPresent(
            token -> {
              TextNode json = TextNode.valueOf(token);
              ConfigNode named = new ConfigNode("tokenizer_config.json", IMAGE_TOKEN, json);
              checkImageToken(named, config, tokenizer);
            });
    if (!Files.isRegularFile(directory.resolve(FILE))) {
      return;
    }
    ProcessorConfig processor = new ProcessorConfig(ConfigNode.read(directory.resolve(FILE)));
    FIELDS.check(processor.root);
    processor.checkNumbers(config);
    checkImageToken(processor.root.at(IMAGE_TOKEN), config, tokenizer);
  }

  private void checkNumbers(LlavaConfig config) {
    int classTokens = config.vision().hasClassToken() ? 1 : 0;
    String strategy = config.dropClassToken() ? "default" : "full";
    require("processor_class", PROCESSOR, "");
    require("patch_size", config.vision().patchSize(), ", as patch_size of vision_config");
    require("num_additional_image_tokens", classTokens, ", the class token of its tower");
    require("vision_feature_select_strategy", strategy, ", as in config.json");
  }

  /** A field that is absent says nothing. */
  private void require(String name, Object expected, String reason) {
    ConfigNode field = root.at(name);
    boolean same =
        expected instanceof Integer number
            ? field.json().isInt() && field.json().intValue() == number
            : field.json().isTextual() && field.json().textValue().equals(expected);
    if (field.exists() && !same) {
      throw field.broken("must be " + expected + reason, field.json());
    }
  }

  /** What stands for a picture in a rendering must be the id that the model replaces. */
  private static void checkImageToken(
      ConfigNode field, LlavaConfig config, ChatTokenizer tokenizer) {
    if (!field.exists()) {
      return;
    }
    JsonNode content = field.json().isObject() ? field.json().path("content") : field.json();
    int[] ids = tokenizer.encode(content.asText());
    if (ids.length != 1 || ids[0] != config.imageToken()) {
      throw field.broken(
          "must be the token with the id " + config.imageToken() + ", as in config.json",
          content.asText());
    }
  }
}
