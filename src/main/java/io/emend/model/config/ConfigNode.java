package io.emend.model.config;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a checkpoint's JSON file that remembers its place, so that an error can name file and
 * field.
 */
public record ConfigNode(String file, String field, JsonNode json) {
  /** Python writes NaN and Infinity; where they are read, the rule of the field refuses them. */
  private static final ObjectMapper JSON =
      JsonMapper.builder().enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS).build();

  /** Reads a file of a model directory; a missing or broken one is {@code model_invalid}. */
  public static ConfigNode read(Path path) {
    String file = path.getFileName().toString();
    if (!Files.isRegularFile(path)) {
      throw new ConfigNode(file, "file", null).broken("must exist", "missing");
    }
    try {
      JsonNode json = JSON.readTree(path.toFile());
      if (!json.isObject()) {
        throw new ConfigNode(file, "file", null).broken("must be a JSON object", json);
      }
      return new ConfigNode(file, "", json);
    } catch (IOException e) {
      throw new EmendException(ErrorCode.MODEL_INVALID, file + " must be valid JSON", e);
    }
  }

  public ConfigNode at(String name) {
    return new ConfigNode(file, field.isEmpty() ? name : field + "." + name, json.path(name));
  }

  /** A part of this one, which may be absent. */
  public ConfigNode part(String name) {
    ConfigNode part = at(name);
    if (part.exists() && !part.json.isObject()) {
      throw part.broken("must be an object", part.json);
    }
    return part;
  }

  public boolean exists() {
    return !json.isMissingNode() && !json.isNull();
  }

  /** A whole number of at least {@code least}. */
  public int integer(int least) {
    if (!json.isIntegralNumber() || !json.canConvertToInt() || json.intValue() < least) {
      throw broken("must be a whole number of at least " + least, json);
    }
    return json.intValue();
  }

  public int integer(int least, int otherwise) {
    return exists() ? integer(least) : otherwise;
  }

  /** A number from {@code least} to {@code most}, which may be infinite and is not reached then. */
  public double number(double least, double most) {
    double number = json.isNumber() ? json.doubleValue() : Double.NaN;
    if (!Double.isFinite(number) || number < least || number > most) {
      String range = Double.isInfinite(most) ? least + " or more" : least + " to " + most;
      throw broken("must be a number, " + range, json);
    }
    return number;
  }

  /** A number over 0. */
  public double positive() {
    double number = json.isNumber() ? json.doubleValue() : Double.NaN;
    if (!Double.isFinite(number) || number <= 0) {
      throw broken("must be a number over 0", json);
    }
    return number;
  }

  public double positive(double otherwise) {
    return exists() ? positive() : otherwise;
  }

  /** A switch: a text such as "false" must not pass for true. */
  public boolean flag(boolean otherwise) {
    if (exists() && !json.isBoolean()) {
      throw broken("must be true or false", json);
    }
    return exists() ? json.booleanValue() : otherwise;
  }

  public String text(String otherwise) {
    if (exists() && !json.isTextual()) {
      throw broken("must be a string", json);
    }
    return exists() ? json.textValue() : otherwise;
  }

  public EmendException broken(String rule, Object value) {
    return EmendException.invalidModel(file, field, rule, value);
  }
}
