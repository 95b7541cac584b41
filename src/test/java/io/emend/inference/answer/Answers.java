package io.emend.inference.answer;

import java.util.List;

/** Reads responses as a question with options has them read. */
final class Answers {
  static final List<String> COLORS = List.of("red", "green", "dark blue", "yellow");

  private static final AnswerExtractor EXTRACTOR = new AnswerExtractor();

  private Answers() {}

  /**
   * @param response with Java's escapes
   * @return the answer, or - for unparsed
   */
  static String found(String response, List<String> options) {
    return EXTRACTOR.extract(response.translateEscapes(), options).found().orElse("-");
  }
}
