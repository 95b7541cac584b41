package io.emend.inference;

import io.emend.error.EmendException;
import java.util.HashSet;
import java.util.List;

/**
 * A question about pictures.
 *
 * @param options choices by letter from A, at most 26; empty for an open question
 * @param hint context that is shown before the question, or null
 */
public record Question(String text, List<String> options, String hint) {
  private static final int MAX_OPTIONS = 26;

  public Question {
    if (text == null || text.isBlank()) {
      throw EmendException.invalid("question", "must not be empty", text);
    }
    options = options == null ? List.of() : options;
    if (options.size() == 1 || options.size() > MAX_OPTIONS) {
      throw EmendException.invalid("options", "must be 2 to 26, or none", options.size());
    }
    for (String option : options) {
      if (option == null || option.isBlank()) {
        throw EmendException.invalid("options", "must not hold an empty one", option);
      }
    }
    if (new HashSet<>(options).size() < options.size()) {
      throw EmendException.invalid("options", "must all differ", options);
    }
    options = List.copyOf(options);
  }

  /** The letter of an option: 0 is A. */
  public static String letter(int option) {
    return String.valueOf((char) ('A' + option));
  }

  /** The option of a letter in either case, from 0; there may be no such one. */
  public static int option(String letter) {
    return Character.toUpperCase(letter.charAt(0)) - 'A';
  }

  /** The prompt's text: hint, question, a line an option, instruction. */
  public String prompt(String instruction) {
    StringBuilder prompt = new StringBuilder();
    if (hint != null && !hint.isBlank()) {
      prompt.append(hint).append('\n');
    }
    prompt.append(text);
    for (int i = 0; i < options.size(); i++) {
      prompt.append('\n').append(letter(i)).append(". ").append(options.get(i));
    }
    return prompt.append('\n').append(instruction).toString();
  }
}
