package io.emend.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * A file with a JSON object a line: {@code image} (a path beside the file or a {@code data:} URL),
 * {@code question}, {@code answer} (a letter, an option's text, or as a number an index from 0),
 * and, if there are any, {@code options}, {@code hint}, {@code category} and {@code id}.
 */
record JsonlLabelledSource(SourceName name) implements LabelledSource {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final RowShape SHAPE = new RowShape(false);

  @Override
  public Stream<LabelledSample> samples() {
    AtomicLong line = new AtomicLong();
    return lines()
        .map(text -> Map.entry(line.incrementAndGet(), text))
        .filter(entry -> !entry.getValue().isBlank())
        .map(entry -> row(entry.getKey(), entry.getValue()))
        .filter(name::takes)
        .filter(row -> !name.picturesOnly() || row.value("image") != null)
        .map(this::sample);
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
    try {
      return new SourceRow(
          place, JSON.readValue(text, new TypeReference<Map<String, Object>>() {}));
    } catch (JsonProcessingException e) {
      throw place.invalid("the line", "must be a JSON object", text);
    }
  }

  private LabelledSample sample(SourceRow row) {
    RowPicture pictures = new RowPicture(row.place(), name.folder());
    return SHAPE.sample(row, pictures.of("image", row.value("image")));
  }
}
