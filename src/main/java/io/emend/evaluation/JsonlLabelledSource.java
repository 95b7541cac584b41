package io.emend.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.correction.Reference;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A file with a JSON object a line: {@code image} (a path beside the file), {@code question},
 * {@code answer}, and, if there are any, {@code options}, {@code hint}, {@code category} and {@code
 * id}.
 */
record JsonlLabelledSource(Path file) implements LabelledSource {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Stream<LabelledSample> samples() {
    try {
      List<String> lines = Files.readAllLines(file);
      return IntStream.range(0, lines.size())
          .filter(i -> !lines.get(i).isBlank())
          .mapToObj(i -> sample(i + 1, lines.get(i)));
    } catch (IOException e) {
      throw invalid("cannot be read: " + e.getMessage(), 0);
    }
  }

  private LabelledSample sample(int line, String text) {
    try {
      JsonNode row = JSON.readTree(text);
      List<String> options = new ArrayList<>();
      row.path("options").forEach(option -> options.add(option.asText()));
      Question question =
          new Question(row.path("question").asText(), options, row.path("hint").asText(null));
      byte[] image = Files.readAllBytes(file.resolveSibling(row.path("image").asText()));
      return new LabelledSample(
          row.path("id").asText(file.getFileName() + "#" + line),
          row.path("category").asText("all"),
          image,
          question,
          Reference.of(row.path("answer").asText(), question).answer());
    } catch (IOException e) {
      throw invalid("has a line that cannot be read: " + e.getMessage(), line);
    }
  }

  private EmendException invalid(String what, int line) {
    return new EmendException(
        ErrorCode.SOURCE_INVALID,
        file + " " + what,
        Map.of("source", file.toString(), "line", line));
  }
}
