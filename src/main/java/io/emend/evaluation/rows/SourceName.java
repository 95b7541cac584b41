package io.emend.evaluation.rows;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A source file with options: {@code quiz.tsv?split=dev&image=only}.
 *
 * @param options {@code split}: only rows of that split; {@code image=only}: without rows that have
 *     no picture
 */
public record SourceName(Path file, SourceFormat format, Map<String, String> options) {
  private static final Set<String> KNOWN = Set.of("split", "image");

  /**
   * @throws EmendException {@code source_invalid} where it is no readable file of a known format
   */
  public static SourceName of(String name) {
    int mark = name.indexOf('?');
    Path file = file(mark < 0 ? name : name.substring(0, mark));
    Map<String, String> options = new HashMap<>();
    if (mark >= 0) {
      for (String option : name.substring(mark + 1).split("&", -1)) {
        String[] parts = option.split("=", 2);
        options.put(parts[0], parts.length == 2 ? parts[1] : "");
      }
    }
    return new SourceName(file, format(file), options);
  }

  private static Path file(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw invalid(name, "must be a readable file", name);
    }
  }

  private static SourceFormat format(Path file) {
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw invalid(file.toString(), "must be a readable file", file.toString());
    }
    return SourceFormat.of(file.toString())
        .orElseThrow(
            () -> invalid(file.toString(), "must end in " + SourceFormat.ENDINGS, file.toString()));
  }

  public SourceName {
    options = Map.copyOf(options);
    String name = file.toString();
    if (!KNOWN.containsAll(options.keySet())) {
      throw invalid(name, "has the options " + KNOWN, options.keySet().toString());
    }
    if (!"only".equals(options.getOrDefault("image", "only"))) {
      throw invalid(name, "has the option image=only", options.get("image"));
    }
  }

  /** The rows that the options take, in order, as {@link SourceFormat#rows}. */
  public Stream<SourceRow> rows() {
    return format
        .rows(this)
        .filter(this::takes)
        .filter(row -> !options.containsKey("image") || row.pictures().isGiven());
  }

  private boolean takes(SourceRow row) {
    String split = options.get("split");
    return split == null || Optional.of(split).equals(row.text("split"));
  }

  /** {@code source_invalid}: a rule that the whole file has to keep. */
  public EmendException invalid(String rule, String value) {
    return invalid(file.toString(), rule, value);
  }

  private static EmendException invalid(String file, String rule, String value) {
    return new EmendException(
        ErrorCode.SOURCE_INVALID,
        "source " + rule + ", was " + value,
        Map.of("field", "source", "rule", rule, "value", value, "file", file));
  }

  /** A file that is not in its format. */
  EmendException unreadable(String rule, Exception cause) {
    EmendException error = invalid("must be " + rule, file + " (" + cause.getMessage() + ")");
    error.initCause(cause);
    return error;
  }

  /** The file's own name. */
  public String label() {
    return String.valueOf(file.getFileName());
  }

  Path folder() {
    return file.toAbsolutePath().getParent();
  }
}
