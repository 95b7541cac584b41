package io.emend.model.weights;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The header of a safetensors file, every field checked: it comes from outside and decides what is
 * mapped. Tensors must tile the data exactly, without holes, overlaps or bytes beyond the end.
 *
 * @param tensors entries by name, in the order of their bytes
 */
record SafetensorsHeader(Map<String, TensorEntry> tensors) {
  private static final String METADATA = "__metadata__";
  private static final ObjectMapper JSON =
      new ObjectMapper(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  /**
   * @param file name for messages
   * @param json the header's bytes
   * @param dataBytes bytes in the file behind the header
   */
  static SafetensorsHeader parse(String file, byte[] json, long dataBytes) {
    List<TensorEntry> entries = new ArrayList<>();
    JsonNode root = tree(file, json);
    root.properties()
        .forEach(
            field -> {
              if (field.getKey().equals(METADATA)) {
                checkMetadata(file, field.getValue());
              } else {
                entries.add(entry(file, field.getKey(), field.getValue()));
              }
            });
    entries.sort(Comparator.comparingLong(TensorEntry::begin).thenComparing(TensorEntry::end));
    checkTiling(file, entries, dataBytes);
    Map<String, TensorEntry> tensors = new LinkedHashMap<>();
    entries.forEach(entry -> tensors.put(entry.name(), entry));
    return new SafetensorsHeader(tensors);
  }

  /** The first byte must be a brace: Jackson alone would take UTF-16 and leading spaces too. */
  private static JsonNode tree(String file, byte[] json) {
    if (json.length == 0 || json[0] != '{') {
      throw EmendException.invalidModel(file, "header", "must be a JSON object", "something else");
    }
    try (JsonParser parser = JSON.createParser(json)) {
      JsonNode root = JSON.readTree(parser);
      return root;
    } catch (JsonProcessingException e) {
      throw EmendException.invalidModel(
          file, "header", "must be valid JSON", e.getOriginalMessage());
    } catch (IOException e) {
      throw EmendException.invalidModel(file, "header", "must be UTF-8", e.getMessage());
    }
  }

  private static void checkMetadata(String file, JsonNode metadata) {
    boolean texts = metadata.isObject() && metadata.valueStream().allMatch(JsonNode::isTextual);
    if (!texts) {
      throw EmendException.invalidModel(file, METADATA, "must hold texts", metadata);
    }
  }

  private static TensorEntry entry(String file, String name, JsonNode node) {
    String dtype = node.path("dtype").asText("");
    TensorType type =
        TensorType.named(dtype)
            .orElseThrow(
                () ->
                    EmendException.invalidModel(
                        file, name + ".dtype", "must be a known type", dtype));
    long[] shape = numbers(file, name + ".shape", node.path("shape"));
    long[] offsets = numbers(file, name + ".data_offsets", node.path("data_offsets"));
    if (offsets.length != 2 || offsets[0] > offsets[1]) {
      throw EmendException.invalidModel(
          file, name + ".data_offsets", "must be a begin and an end", node);
    }
    if (bytes(file, name, shape, type) != offsets[1] - offsets[0]) {
      throw EmendException.invalidModel(
          file, name + ".data_offsets", "must span the bytes of the shape", node);
    }
    return new TensorEntry(name, type, shape, offsets[0], offsets[1]);
  }

  private static long[] numbers(String file, String field, JsonNode node) {
    if (!node.isArray() || node.size() > 8) {
      throw EmendException.invalidModel(file, field, "must be a list of at most 8 numbers", node);
    }
    long[] numbers = new long[node.size()];
    for (int i = 0; i < numbers.length; i++) {
      JsonNode number = node.get(i);
      if (!number.isIntegralNumber() || !number.canConvertToLong() || number.longValue() < 0) {
        throw EmendException.invalidModel(
            file, field, "must hold whole numbers of 0 or more", number);
      }
      numbers[i] = number.longValue();
    }
    return numbers;
  }

  private static long bytes(String file, String name, long[] shape, TensorType type) {
    try {
      return type.bytes(shape);
    } catch (ArithmeticException e) {
      throw EmendException.invalidModel(
          file, name + ".shape", "must not overflow", Arrays.toString(shape));
    }
  }

  private static void checkTiling(String file, List<TensorEntry> entries, long dataBytes) {
    long at = 0;
    for (TensorEntry entry : entries) {
      if (entry.begin() != at) {
        throw EmendException.invalidModel(
            file, entry.name() + ".data_offsets", "must begin at byte " + at, entry.begin());
      }
      at = entry.end();
    }
    if (at != dataBytes) {
      throw EmendException.invalidModel(file, "data", "must be " + at + " bytes long", dataBytes);
    }
  }
}
