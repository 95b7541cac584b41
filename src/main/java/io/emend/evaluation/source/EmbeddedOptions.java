package io.emend.evaluation.source;

import io.emend.inference.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Options that stand inside the question, as in MMStar: {@code … Options: A: red, B: blue}.
 *
 * @param text the question without them
 */
record EmbeddedOptions(String text, List<String> options) {
  private static final Pattern HEAD =
      Pattern.compile("(?i)\\s*\\b(?:options|choices):\\s*(?=\\(?A[:.)])");
  private static final Pattern LETTER = Pattern.compile("(?:^|,\\s*|\\n\\s*)\\(?([A-Z])[:.)]\\s*");

  /** None are found unless their letters are A, B, … in order. */
  static EmbeddedOptions in(String question) {
    Matcher head = HEAD.matcher(question);
    if (!head.find()) {
      return new EmbeddedOptions(question, List.of());
    }
    List<String> options = split(question.substring(head.end()));
    return options.size() < 2
        ? new EmbeddedOptions(question, List.of())
        : new EmbeddedOptions(question.substring(0, head.start()), options);
  }

  private static List<String> split(String list) {
    List<String> options = new ArrayList<>();
    Matcher letters = LETTER.matcher(list);
    int from = 0;
    char next = 'A';
    while (letters.find()) {
      // Any other letter belongs to an option's text.
      if (letters.group(1).charAt(0) == next) {
        if (next > 'A') {
          options.add(list.substring(from, letters.start()).strip());
        }
        from = letters.end();
        next++;
      }
    }
    options.add(list.substring(from).strip());
    return options;
  }

  Question question(String hint) {
    return new Question(text, options, hint);
  }
}
