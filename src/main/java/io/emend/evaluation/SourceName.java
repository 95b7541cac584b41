package io.emend.evaluation;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A source file with options: {@code quiz.tsv?split=dev&image=only}.
 *
 * @param options {@code split}: only rows of that split; {@code image=only}: without rows that have
 *     no picture
 */
record SourceName(Path file, Map<String, String> options) {
  private static final Set<String> KNOWN = Set.of("split", "image");

  static SourceName of(String name) {
    int mark = name.indexOf('?');
    Path file = Path.of(mark < 0 ? name : name.substring(0, mark));
    Map<String, String> options = new HashMap<>();
    if (mark >= 0) {
      for (String option : name.substring(mark + 1).split("&", -1)) {
        String[] parts = option.split("=", 2);
        options.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    return new SourceName(file, options);
  }

  SourceName {
    options = Map.copyOf(options);
    if (!Files.isReadable(file)) {
      throw invalid(file, "must be a readable file", file.toString());
    }
    if (!KNOWN.containsAll(options.keySet())) {
      throw invalid(file, "has the options " + KNOWN, options.keySet().toString());
    }
    if (!"only".equals(options.getOrDefault("image", "only"))) {
      throw invalid(file, "has the option image=only", options.get("image"));
    }
  }

  /** {@code source_invalid}: a rule that the whole file has to keep. */
  EmendException invalid(String rule, String value) {
    return invalid(file, rule, value);
  }

  private static EmendException invalid(Path file, String rule, String value) {
    return new EmendException(
        ErrorCode.SOURCE_INVALID,
        "source " + rule + ", was " + value,
        Map.of("field", "source", "rule", rule, "value", value, "file", file.toString()));
  }

  /** A file that is not in its format. */
  EmendException unreadable(String format, Exception cause) {
    EmendException error =
        invalid(file, "must be " + format, file + " (" + cause.getMessage() + ")");
    error.initCause(cause);
    return error;
  }

  String label() {
    return String.valueOf(file.getFileName());
  }

  Path folder() {
    return file.toAbsolutePath().getParent();
  }

  boolean takes(SourceRow row) {
    String split = options.get("split");
    return split == null || Optional.of(split).equals(row.text("split"));
  }

  boolean picturesOnly() {
    return options.containsKey("image");
  }
}
