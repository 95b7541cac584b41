package io.emend.storage.s3;

import io.emend.error.EmendException;
import io.emend.storage.ObjectKey;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code s3://BUCKET/NAME}: an object, or the folder of others.
 *
 * @param name without slashes at its ends; never empty
 */
public record S3Uri(String bucket, ObjectKey name) {
  public static final String SCHEME = "s3://";
  private static final Pattern URI =
      Pattern.compile("s3://([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])/(.+?)/?");

  /** Whether a text is meant to be one. */
  public static boolean is(String text) {
    return text.startsWith(SCHEME);
  }

  /**
   * @param field that has the text, for the error
   * @throws EmendException {@code invalid_value}
   */
  public static S3Uri parse(String field, String text) {
    Matcher parts = URI.matcher(text);
    if (!parts.matches() || !ObjectKey.isValid(parts.group(2))) {
      throw EmendException.invalid(field, "must be s3://BUCKET/NAME of plain segments", text);
    }
    return new S3Uri(parts.group(1), new ObjectKey(parts.group(2)));
  }

  /** The last part of the name. */
  public String last() {
    return name.value().substring(name.value().lastIndexOf('/') + 1);
  }

  @Override
  public String toString() {
    return SCHEME + bucket + "/" + name.value();
  }
}
