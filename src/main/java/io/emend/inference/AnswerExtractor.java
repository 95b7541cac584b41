package io.emend.inference;

import io.emend.inference.ExtractedAnswer.Parsed;
import io.emend.inference.ExtractedAnswer.Unparsed;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the answer of a response: the last {@code ## X ##} mark; else the forms in which people and
 * models name an option, if all that occur name the same one. Of an open question only what stands
 * between marks is an answer. Reasoning within {@code <think>} tags is none.
 */
public final class AnswerExtractor {
  /** Within one line: markdown headings begin with the same signs. */
  private static final Pattern MARK = Pattern.compile("(?<!#)##++([^\\n]+?)##");

  /** Ends the reasoning of models that show it apart from the answer. */
  private static final String END_OF_REASONING = "</think>";

  /**
   * @param options choices by letter; empty for an open question
   */
  public ExtractedAnswer extract(String response, List<String> options) {
    int reasoned = response.lastIndexOf(END_OF_REASONING);
    return reasoned < 0
        ? read(response, options)
        : read(response.substring(reasoned + END_OF_REASONING.length()), options);
  }

  private static ExtractedAnswer read(String response, List<String> options) {
    Optional<String> marked = lastMark(response);
    if (options.isEmpty()) {
      return marked.<ExtractedAnswer>map(Parsed::new).orElseGet(() -> delimited(response));
    }
    OptionTexts texts = new OptionTexts(options);
    return marked
        .map(text -> single(between(DelimitedAnswers.plain(text), texts)))
        .orElseGet(() -> single(stated(response, texts)));
  }

  private static ExtractedAnswer delimited(String response) {
    List<String> answers = DelimitedAnswers.in(response);
    return answers.size() == 1 ? new Parsed(answers.get(0)) : new Unparsed();
  }

  private static Optional<String> lastMark(String response) {
    Matcher marks = MARK.matcher(response);
    Optional<String> last = Optional.empty();
    int from = 0;
    while (marks.find(from)) {
      if (!marks.group(1).isBlank()) {
        last = Optional.of(marks.group(1).strip());
      }
      // The closing mark of one may be the opening mark of the next.
      from = marks.end() - 2;
    }
    return last;
  }

  private static ExtractedAnswer single(Set<Integer> options) {
    return options.size() == 1 && !options.contains(Statements.OTHER)
        ? new Parsed(Question.letter(options.iterator().next()))
        : new Unparsed();
  }

  /** A capital alone between marks is the letter that was asked for, whatever the options say. */
  private static SortedSet<Integer> between(String text, OptionTexts texts) {
    Fragment fragment = new Fragment(text, texts);
    SortedSet<Integer> capital = fragment.capital();
    SortedSet<Integer> named = capital.isEmpty() ? fragment.named() : capital;
    return named.isEmpty() ? Statements.in(text, texts) : named;
  }

  private static SortedSet<Integer> stated(String response, OptionTexts texts) {
    SortedSet<Integer> found = new TreeSet<>();
    for (String text : DelimitedAnswers.in(response)) {
      SortedSet<Integer> named = between(text, texts);
      found.addAll(named.isEmpty() ? Set.of(Statements.OTHER) : named);
    }
    String plain = DelimitedAnswers.plain(response);
    found.addAll(Statements.in(plain, texts));
    if (!found.isEmpty()) {
      return found;
    }
    SortedSet<Integer> lines = lines(plain, texts);
    return lines.isEmpty() ? sentence(plain, texts) : lines;
  }

  /** Where the last line is an option and nothing else: all lines that are, as a list is none. */
  private static SortedSet<Integer> lines(String response, OptionTexts texts) {
    SortedSet<Integer> all = new TreeSet<>();
    SortedSet<Integer> last = new TreeSet<>();
    for (String line : response.lines().filter(text -> !text.isBlank()).toList()) {
      last = new Fragment(line, texts).named();
      all.addAll(last);
    }
    return last.isEmpty() ? last : all;
  }

  /** The option that a sentence states, where the response speaks of no other one. */
  private static SortedSet<Integer> sentence(String response, OptionTexts texts) {
    SortedSet<Integer> stated =
        StatedText.in(response)
            .map(text -> new Fragment(text, texts).named())
            .orElseGet(TreeSet::new);
    return stated.containsAll(texts.mentioned(response)) ? stated : new TreeSet<>();
  }
}
