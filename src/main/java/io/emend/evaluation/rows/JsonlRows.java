package io.emend.evaluation.rows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/** A file with a JSON object a line. */
record JsonlRows(SourceName name) {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  Stream<SourceRow> all() {
    TextEncoding.requireUtf8(name);
    AtomicLong line = new AtomicLong();
    return lines()
        .map(text -> Map.entry(line.incrementAndGet(), text))
        .map(entry -> entry.getKey() == 1 ? unmarked(entry) : entry)
        .filter(entry -> !entry.getValue().isBlank())
        .map(entry -> row(entry.getKey(), entry.getValue()));
  }

  private static Map.Entry<Long, String> unmarked(Map.Entry<Long, String> first) {
    String text = first.getValue();
    return text.startsWith(BYTE_ORDER_MARK) ? Map.entry(1L, text.substring(1)) : first;
  }

  private Stream<String> lines() {
    try {
      BufferedReader reader = Files.newBufferedReader(name.file());
      return reader.lines().onClose(() -> close(reader));
    } catch (IOException e) {
      throw name.unreadable("a text file", e);
    }
  }

  private void close(BufferedReader reader) {
    try {
      reader.close();
    } catch (IOException e) {
      throw name.unreadable("a text file", e);
    }
  }

  private SourceRow row(long line, String text) {
    SourcePlace place = new SourcePlace(name.label(), "line", line);
    Map<String, Object> fields = fields(place, text);
    return new SourceRow(place, fields, RowPictures.of(place, name.folder(), fields));
  }

  private static Map<String, Object> fields(SourcePlace place, String text) {
    try {
      Map<String, Object> fields =
          JSON.readValue(text, new TypeReference<Map<String, Object>>() {});
      if (fields != null) {
        return fields;
      }
    } catch (JsonProcessingException e) {
      // Said below: a position within the line helps less than the line.
    }
    throw place.invalid("the line", "must be a JSON object", text);
  }
}
