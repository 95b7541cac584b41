package io.emend.preference;

import static io.emend.error.EmendException.require;

import java.util.List;
import java.util.regex.Pattern;

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

  /**
   * Whether a response says in words what it picks by its letter. "The star is red, which is option
   * B" does not where B is blue: a right letter was luck then. Responses to open questions do.
   *
   * @param turn with an answer
   */
  public boolean saidBy(RecordedTurn turn) {
    if (options.isEmpty()) {
      return true;
    }
    String option = Pattern.quote(options.get(turn.answer().charAt(0) - 'A'));
    return Pattern.compile("(?iu)(?<![\\p{L}\\p{N}])" + option + "(?![\\p{L}\\p{N}])")
        .matcher(turn.response())
        .find();
  }
}
