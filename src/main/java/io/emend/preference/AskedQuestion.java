package io.emend.preference;

import static io.emend.error.EmendException.require;

import java.util.List;

/**
 * A question as it was asked.
 *
 * @param question its text alone
 * @param options choices by letter from A; empty for an open question
 * @param hint context before the question, or null
 * @param prompt the first turn's whole text, as the model got it
 */
public record AskedQuestion(String question, List<String> options, String hint, String prompt) {

  public AskedQuestion {
    require(question != null && !question.isBlank(), "question", "must not be empty", question);
    require(prompt != null && !prompt.isBlank(), "prompt", "must not be empty", prompt);
    options = options == null ? List.of() : List.copyOf(options);
  }
}
