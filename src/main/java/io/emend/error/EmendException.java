package io.emend.error;

import java.util.HashMap;
import java.util.Map;

/**
 * The one exception of this project: a code from the catalogue, a sentence, and details that
 * callers can act on.
 */
public final class EmendException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final int MOST_SHOWN = 120;

  private final ErrorCode code;
  private final transient Map<String, Object> details;

  /**
   * @param details what the caller can act on, for example {@code field}, {@code rule}, {@code
   *     value}; shown in the problem document beside the code
   */
  public EmendException(ErrorCode code, String detail, Map<String, Object> details) {
    super(detail);
    this.code = code;
    this.details = Map.copyOf(details);
  }

  public EmendException(ErrorCode code, String detail) {
    this(code, detail, Map.of());
  }

  public EmendException(ErrorCode code, String detail, Throwable cause) {
    this(code, detail);
    initCause(cause);
  }

  /** A value that breaks a rule, named in full: {@code temperature must be 0 to 2, was -1}. */
  public static EmendException invalid(String field, String rule, Object value) {
    return refused(ErrorCode.INVALID_VALUE, field, rule, value);
  }

  /** As {@link #invalid}, where the catalogue has a code for the rule. */
  public static EmendException refused(ErrorCode code, String field, String rule, Object value) {
    String shown = shown(value, MOST_SHOWN);
    return new EmendException(
        code,
        field + " " + rule + ", was " + shown,
        Map.of("field", field, "rule", rule, "value", shown));
  }

  /** Throws {@link #invalid} unless the rule holds. */
  public static void require(boolean holds, String field, String rule, Object value) {
    if (!holds) {
      throw invalid(field, rule, value);
    }
  }

  /** A field of a model's file that breaks a rule: {@code config.json: vocab_size must …}. */
  public static EmendException invalidModel(String file, String field, String rule, Object value) {
    String shown = shown(value, 80);
    return new EmendException(
        ErrorCode.MODEL_INVALID,
        file + ": " + field + " " + rule + ", was " + shown,
        Map.of("file", file, "field", field, "rule", rule, "value", shown));
  }

  /**
   * A field that a request does not have.
   *
   * @param known the fields it has, as a person reads them
   */
  public static EmendException unknownField(String field, String known) {
    String shown = shown(field, MOST_SHOWN);
    String rule = "must be one of " + known;
    return new EmendException(
        ErrorCode.UNKNOWN_FIELD,
        shown + " is not a field here, it " + rule,
        Map.of("field", shown, "rule", rule));
  }

  /** The same error, of a field that has another name in the request at hand. */
  public EmendException ofField(String field) {
    Map<String, Object> renamed = new HashMap<>(details());
    String before = String.valueOf(renamed.put("field", field));
    String detail =
        getMessage().startsWith(before + " ")
            ? field + getMessage().substring(before.length())
            : getMessage();
    EmendException error = new EmendException(code, detail, renamed);
    error.initCause(getCause());
    return error;
  }

  /** On one line, and not all of a long text. */
  private static String shown(Object value, int most) {
    String text = value instanceof byte[] bytes ? bytes.length + " bytes" : String.valueOf(value);
    return OneLine.of(text, most);
  }

  public ErrorCode code() {
    return code;
  }

  public Map<String, Object> details() {
    return details == null ? Map.of() : details;
  }
}
