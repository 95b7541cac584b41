package io.emend.correction;

import io.emend.error.EmendException;
import io.emend.inference.ExtractedAnswer;
import io.emend.inference.Question;
import java.util.List;
import java.util.Locale;

/**
 * The right answer of a question: a letter where there are options.
 *
 * @param answer as the extractor gives it
 */
public record Reference(String answer) {

  /**
   * @param text a letter or an option's text, or the answer of an open question
   */
  public static Reference of(String text, Question question) {
    List<String> options = question.options();
    if (options.isEmpty()) {
      return new Reference(text.strip());
    }
    int option = options.indexOf(text);
    boolean letter = text.length() == 1 && text.toUpperCase(Locale.ROOT).charAt(0) >= 'A';
    if (option < 0 && letter) {
      option = text.toUpperCase(Locale.ROOT).charAt(0) - 'A';
    }
    if (option < 0 || option >= options.size()) {
      throw EmendException.invalid("reference", "must name one of the options", text);
    }
    return new Reference(Question.letter(option));
  }

  public boolean matches(ExtractedAnswer extracted) {
    return extracted.found().filter(found -> found.equalsIgnoreCase(answer)).isPresent();
  }
}
