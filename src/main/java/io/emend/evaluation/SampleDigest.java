package io.emend.evaluation;

import io.emend.inference.Question;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Objects;

/** Names an image with a question, so that a sample is known again. */
public final class SampleDigest {
  private SampleDigest() {}

  /** Of a picture's bytes and a question. */
  public static String of(byte[] image, Question question) {
    return of(hex(image), question);
  }

  /**
   * Options count as a set, and the instruction does not count: a rotation of a question, or one
   * with another last line, is the same question.
   *
   * @param imageId SHA-256 of the image's bytes in hex, as the object store names it
   * @return SHA-256 in hex
   */
  public static String of(String imageId, Question question) {
    StringBuilder text = new StringBuilder(imageId).append('\0');
    text.append(Objects.requireNonNullElse(question.hint(), "").strip()).append('\0');
    text.append(question.text().strip());
    question.options().stream().sorted().forEach(option -> text.append('\0').append(option));
    return hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static String hex(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
