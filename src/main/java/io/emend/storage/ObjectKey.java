package io.emend.storage;

import io.emend.error.EmendException;
import java.util.regex.Pattern;

/** A key of plain segments, so that none can lead out of the store. */
public record ObjectKey(String value) {
  private static final Pattern SEGMENTS =
      Pattern.compile("(?!\\.{1,2}(/|$))[A-Za-z0-9._=-]+(/(?!\\.{1,2}(/|$))[A-Za-z0-9._=-]+)*");
  private static final int MAX_LENGTH = 512;

  public ObjectKey {
    if (!isValid(value)) {
      throw EmendException.invalid("key", "must be plain segments between slashes", value);
    }
  }

  static boolean isValid(String value) {
    return value.length() <= MAX_LENGTH && SEGMENTS.matcher(value).matches();
  }

  /** Joins segments by slashes. */
  public static ObjectKey of(String... segments) {
    return new ObjectKey(String.join("/", segments));
  }
}
