package io.emend.evaluation.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * The names of a Hugging Face data set's labels: the columns of its Parquet files hold numbers, and
 * {@code info.features} of the metadata {@code huggingface} what each stands for.
 *
 * @param features by column
 */
record ClassLabels(JsonNode features) {
  /** The metadata that a Parquet file has them under. */
  static final String KEY = "huggingface";

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A label by its name. It is never an index, even where its name is a number. */
  record Label(String name) {}

  /**
   * @param metadata JSON, or null for none
   */
  static ClassLabels of(SourceName source, String metadata) {
    try {
      JsonNode whole = metadata == null ? JSON.createObjectNode() : JSON.readTree(metadata);
      return new ClassLabels(whole.path("info").path("features"));
    } catch (JsonProcessingException e) {
      throw source.unreadable("a Parquet file whose metadata " + KEY + " is JSON", e);
    }
  }

  /** The same fields with labels by their names. */
  Map<String, Object> named(Map<String, Object> fields) {
    Map<String, Object> named = new HashMap<>(fields);
    named.replaceAll((field, value) -> named(features.path(field), value));
    return named;
  }

  private static Object named(JsonNode feature, Object value) {
    if (value instanceof Collection<?> items) {
      // An older form has the element's feature as a list of one.
      JsonNode element = feature.isArray() ? feature.path(0) : feature.path("feature");
      return items.stream().map(item -> named(element, item)).toList();
    }
    boolean label = feature.path("_type").asText().equals("ClassLabel");
    return label && value instanceof Number number ? label(feature.path("names"), number) : value;
  }

  private static Object label(JsonNode names, Number number) {
    JsonNode name =
        number instanceof Long one && one == one.intValue()
            ? names.path(one.intValue())
            : MissingNode.getInstance();
    // Such as -1, where nobody has labelled a row.
    return name.isTextual()
        ? new Label(name.textValue())
        : new NotText("must be a label, from 0 to " + (names.size() - 1), number);
  }
}
