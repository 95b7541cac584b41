package io.emend.correction;

import io.emend.error.EmendException;
import io.emend.inference.Question;
import io.emend.inference.answer.ExtractedAnswer;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The right answer of a question: a letter where there are options.
 *
 * @param answer as the extractor gives it
 */
public record Reference(String answer) {
  private static final String FIELD = "reference";

  private static final Pattern LETTER = Pattern.compile("[A-Za-z]");

  /** An option as a prompt shows it, letter and text. */
  private static final Pattern LINE = Pattern.compile("\\(?([A-Za-z])[).:]\\s+(\\S.*)");

  /**
   * @param text a letter, an option's text or both as in {@code B. red}, or the answer of an open
   *     question
   * @throws EmendException {@code invalid_value} where it names no option, or may mean several
   */
  public static Reference of(String text, Question question) {
    return of(FIELD, text, question);
  }

  /**
   * As {@link #of(String, Question)}.
   *
   * @param field to name in an error
   */
  public static Reference of(String field, String text, Question question) {
    if (question.options().isEmpty()) {
      return new Reference(text.strip());
    }
    return only(field, text, question.options(), named(text.strip(), question.options()));
  }

  /**
   * Of options that stand by their letters, as in VLMEvalKit's columns: a letter is a letter,
   * though another option's text be the same.
   *
   * @param field to name in an error
   * @throws EmendException as {@link #of(String, Question)}
   */
  public static Reference ofLetter(String field, String text, Question question) {
    String stripped = text.strip();
    boolean capital = stripped.length() == 1 && Character.isUpperCase(stripped.charAt(0));
    SortedSet<Integer> letter = byLetter(stripped, question.options());
    return capital && !letter.isEmpty()
        ? new Reference(Question.letter(letter.first()))
        : of(field, text, question);
  }

  /** What {@link #of} reads as this option, whatever the options' texts are. */
  public String clear(Question question) {
    List<String> options = question.options();
    return options.isEmpty() || named(answer, options).size() == 1
        ? answer
        : line(Question.option(answer), options);
  }

  private static Reference only(
      String field, String text, List<String> options, SortedSet<Integer> named) {
    if (named.isEmpty()) {
      throw EmendException.invalid(field, "must name one of the options", text);
    }
    if (named.size() > 1) {
      String lines =
          named.stream()
              .map(option -> "\"" + line(option, options) + "\"")
              .collect(Collectors.joining(" or "));
      throw EmendException.invalid(field, "must be clear: write it as " + lines, text);
    }
    return new Reference(Question.letter(named.first()));
  }

  /** All options that a text may mean. */
  private static SortedSet<Integer> named(String text, List<String> options) {
    SortedSet<Integer> named = byLetter(text, options);
    named.addAll(byText(text, options));
    Matcher line = LINE.matcher(text);
    if (line.matches()) {
      SortedSet<Integer> both = byLetter(line.group(1), options);
      both.retainAll(byText(line.group(2), options));
      named.addAll(both);
    }
    return named;
  }

  private static SortedSet<Integer> byLetter(String text, List<String> options) {
    SortedSet<Integer> named = new TreeSet<>();
    if (LETTER.matcher(text).matches()) {
      int option = Question.option(text);
      if (option < options.size()) {
        named.add(option);
      }
    }
    return named;
  }

  /** Without regard to case and outer blanks where no option has exactly this text. */
  private static SortedSet<Integer> byText(String text, List<String> options) {
    int exact = options.indexOf(text);
    return exact >= 0
        ? new TreeSet<>(List.of(exact))
        : IntStream.range(0, options.size())
            .filter(i -> options.get(i).strip().equalsIgnoreCase(text))
            .boxed()
            .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String line(int option, List<String> options) {
    return Question.letter(option) + ". " + options.get(option).strip();
  }

  public boolean matches(ExtractedAnswer extracted) {
    return extracted.found().filter(found -> found.equalsIgnoreCase(answer)).isPresent();
  }
}
