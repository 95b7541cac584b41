package io.emend.evaluation.rows;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Where a sample stands, for errors.
 *
 * @param unit {@code line} of a text file, {@code row} of a table
 * @param number from 1
 */
public record SourcePlace(String file, String unit, long number) {
  private static final int SHOWN = 80;

  /** {@code source_invalid}: {@code quiz.tsv, line 3: answer must be …, was E}. */
  public EmendException invalid(String field, String rule, Object value) {
    String text = String.valueOf(value);
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new EmendException(
        ErrorCode.SOURCE_INVALID,
        "%s, %s %d: %s %s, was %s".formatted(file, unit, number, field, rule, shown),
        Map.of("file", file, unit, number, "field", field, "rule", rule, "value", shown));
  }

  /** Without the file: {@code line 3}. */
  public String inFile() {
    return unit + " " + number;
  }

  /** Names the place in errors of values that are checked elsewhere. */
  public <T> T checked(Supplier<T> values) {
    try {
      return values.get();
    } catch (EmendException e) {
      if (e.code() != ErrorCode.INVALID_VALUE) {
        throw e;
      }
      Map<String, Object> details = e.details();
      throw invalid(
          String.valueOf(details.get("field")),
          String.valueOf(details.get("rule")),
          details.get("value"));
    }
  }
}
