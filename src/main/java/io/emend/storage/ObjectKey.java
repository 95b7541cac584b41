package io.emend.storage;

import static io.emend.error.EmendException.require;

import io.emend.error.EmendException;
import java.util.regex.Pattern;

/**
 * A key of plain segments, so that none can lead out of the store.
 *
 * @param value at most 512 characters, 200 a segment: file systems allow 255, and S3 servers that
 *     keep objects in files add to the names
 */
public record ObjectKey(String value) implements Comparable<ObjectKey> {
  private static final String SEGMENT = "(?!\\.{1,2}(/|$))[A-Za-z0-9._=-]{1,200}";
  private static final Pattern SEGMENTS = Pattern.compile(SEGMENT + "(/" + SEGMENT + ")*");
  private static final int MAX_LENGTH = 512;

  public ObjectKey {
    if (!isValid(value)) {
      throw EmendException.invalid("key", "must be plain segments between slashes", value);
    }
  }

  public static boolean isValid(String value) {
    return value.length() <= MAX_LENGTH && SEGMENTS.matcher(value).matches();
  }

  /** Joins segments by slashes. */
  public static ObjectKey of(String... segments) {
    return new ObjectKey(String.join("/", segments));
  }

  /** Where a picture lies: {@code images/ab/abcd…}. */
  public static ObjectKey image(String sha256) {
    require(Sha256.isValid(sha256), "image", "must be a SHA-256 in hex", sha256);
    return of("images", sha256.substring(0, 2), sha256);
  }

  @Override
  public int compareTo(ObjectKey other) {
    return value.compareTo(other.value);
  }
}
