package io.emend.preference;

import io.emend.storage.Sha256;

/**
 * Names a question about a stored picture, so that it is known again: what was trained on does not
 * count in an evaluation. A question is its picture and its text; other options, another order of
 * them, another hint or another instruction do not make it a new one.
 */
public final class QuestionDigest {

  private QuestionDigest() {}

  /**
   * @param image SHA-256 of the encoded picture in hex
   * @param question its text without options; space around it does not count
   * @return SHA-256 in hex
   */
  public static String of(String image, String question) {
    return Sha256.of(image + "\n" + question.strip());
  }
}
