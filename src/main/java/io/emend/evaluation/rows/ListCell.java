package io.emend.evaluation.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * A list of texts in a table's cell: a JSON array, or as Python prints a list, which is how
 * VLMEvalKit's tables have several pictures.
 */
final class ListCell {
  private static final ObjectMapper LISTS = mapper();

  private ListCell() {}

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_SINGLE_QUOTES, JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    // A picture in base64 may be longer than the parser's own limit.
    mapper
        .getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
    return mapper;
  }

  /** Whether a cell has a list, and not one text. */
  static boolean is(String cell) {
    String text = cell.strip();
    return text.startsWith("[") && text.endsWith("]");
  }

  static List<Object> read(SourcePlace place, String field, String cell) {
    try {
      return LISTS.readValue(cell, new TypeReference<List<Object>>() {});
    } catch (JsonProcessingException e) {
      throw place.invalid(field, "must be a list, as in [\"a.png\", \"b.png\"]", cell);
    }
  }
}
