package io.emend.preference;

import io.emend.storage.Sha256;
import java.util.List;

/**
 * Names a question about stored pictures, so that it is known again: what was trained on does not
 * count in an evaluation. A question is its pictures in order and its text; other options, another
 * order of them, another hint or another instruction do not make it a new one.
 */
public final class QuestionDigest {

  private QuestionDigest() {}

  /**
   * @param images SHA-256 of the encoded pictures in hex, in order
   * @param question its text without options; space around it does not count
   * @return SHA-256 in hex
   */
  public static String of(List<String> images, String question) {
    // No text of one question can look like the pictures of another: their line ends before it.
    return Sha256.of(String.join(",", images) + "\n" + question.strip());
  }
}
