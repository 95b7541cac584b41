package io.emend.inference;

import io.emend.inference.ExtractedAnswer.Parsed;
import io.emend.inference.ExtractedAnswer.Unparsed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Finds the answer of a response: the last {@code ## X ##} mark; else the forms in which people and
 * models name an option, if all that occur name the same one. Of an open question only what stands
 * between marks is an answer.
 */
public final class AnswerExtractor {
  /** Within one line: markdown headings begin with the same signs. */
  private static final Pattern MARK = Pattern.compile("##([^#\\n]+)##");

  private static final String OPEN = "[\\s*_\"'`$(\\[]*";
  private static final String LETTER = OPEN + "([A-Z])[)\\]*_\"'`$.:]*(?![\\w'])";

  /** A small letter is one only where a phrase ends: "answer: a", but not "answer: a ball". */
  private static final String SMALL = "[\\s*_\"'`$(\\[]+([a-z])[)\\]*_\"'`$]*\\s*(?=[.,;!]?\\s*$)";

  private static final String CUE =
      "(?i:\\b(?:answer|option|choice|letter|choose|select|pick|go with)\\b[*_]*"
          + "(?:\\s+(?:is|would be|must be|should be))?"
          + "(?:\\s+(?:the )?(?:option|choice|letter))?(?:\\s?[:=])?)";
  private static final Pattern STATED =
      Pattern.compile(CUE + LETTER + "(?:\\s*(?:,|/|&|and|or)" + LETTER + ")?");
  private static final Pattern STATED_SMALL = Pattern.compile(CUE + SMALL, Pattern.MULTILINE);
  private static final Pattern CALLED_RIGHT =
      Pattern.compile(
          "(?<![\\w'])([A-Z])[)\\]*_\"'`$]*(?i:\\s+is\\s+(?:the\\s+)?(?:correct|right|best|answer)\\b)");
  private static final Pattern BARE = Pattern.compile("^[\\W_]*([A-Za-z])[\\W_]*$");

  private static final Pattern CAPITAL = Pattern.compile("^[\\W_]*([A-Z])[\\W_]*$");

  /** A line that begins with a letter as option lists do. */
  private static final Pattern LABEL =
      Pattern.compile("^[ (\\[*-]*([A-Z])[)\\].:*]+(?=\\s|$)", Pattern.MULTILINE);

  /**
   * @param options choices by letter; empty for an open question
   */
  public ExtractedAnswer extract(String response, List<String> options) {
    Optional<String> marked = lastMark(response);
    if (options.isEmpty()) {
      return marked.<ExtractedAnswer>map(Parsed::new).orElseGet(() -> delimited(response));
    }
    return marked
        .map(text -> single(between(DelimitedAnswers.plain(text), options)))
        .orElseGet(() -> single(stated(response, options)));
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

  private static ExtractedAnswer single(Set<String> letters) {
    return letters.size() == 1 ? new Parsed(letters.iterator().next()) : new Unparsed();
  }

  /** A capital alone between marks is the letter that was asked for, whatever the options say. */
  private static Set<String> between(String text, List<String> options) {
    Set<String> capital = collected(text, options, List.of(CAPITAL));
    return capital.isEmpty() ? named(text, text, options) : capital;
  }

  private static Set<String> stated(String response, List<String> options) {
    Set<String> letters = new TreeSet<>();
    DelimitedAnswers.in(response).forEach(text -> letters.addAll(between(text, options)));
    String plain = DelimitedAnswers.plain(response);
    letters.addAll(collected(plain, options, List.of(STATED, STATED_SMALL, CALLED_RIGHT)));
    if (!letters.isEmpty()) {
      return letters;
    }
    String last = plain.lines().filter(line -> !line.isBlank()).reduce("", (a, b) -> b);
    Set<String> named = named(last.strip(), plain, options);
    return named.isEmpty() ? stating(plain, options) : named;
  }

  /** The option that a sentence states, where the response speaks of no other one. */
  private static Set<String> stating(String response, List<String> options) {
    Set<String> stated =
        StatedText.in(response).map(text -> named(text, text, options)).orElseGet(TreeSet::new);
    String rest = " " + plain(response) + " ";
    for (String letter : stated) {
      rest = rest.replace(" " + plain(options.get(letter.charAt(0) - 'A')) + " ", " | ");
    }
    String others = rest;
    boolean alone =
        options.stream().map(AnswerExtractor::plain).noneMatch(o -> others.contains(" " + o + " "));
    return alone ? stated : Set.of();
  }

  /**
   * The option that a short text names, by letter, by text, or by both.
   *
   * @param whole where a labelled line must be the only one: a list of options names none
   */
  private static Set<String> named(String text, String whole, List<String> options) {
    Set<String> letters = collected(text, options, List.of(BARE));
    if (letters.isEmpty() && LABEL.matcher(text).find()) {
      letters = collected(whole, options, List.of(LABEL));
    }
    if (letters.isEmpty()) {
      letters = collected(text, options, List.of(STATED, STATED_SMALL, CALLED_RIGHT));
    }
    letters.addAll(byText(text, options));
    return letters;
  }

  private static Set<String> byText(String text, List<String> options) {
    String plain = plain(text);
    Set<String> letters = new TreeSet<>();
    IntStream.range(0, options.size())
        .filter(i -> plain(options.get(i)).equals(plain))
        .forEach(i -> letters.add(Question.letter(i)));
    return letters;
  }

  private static Set<String> collected(String text, List<String> options, List<Pattern> forms) {
    Set<String> letters = new TreeSet<>();
    for (Pattern form : forms) {
      Matcher matcher = form.matcher(text);
      while (matcher.find()) {
        for (int group = 1; group <= matcher.groupCount(); group++) {
          add(matcher.group(group), options.size(), letters);
        }
      }
    }
    return letters;
  }

  private static void add(String letter, int options, Set<String> letters) {
    if (letter != null && letter.toUpperCase(Locale.ROOT).charAt(0) - 'A' < options) {
      letters.add(letter.toUpperCase(Locale.ROOT));
    }
  }

  /** For comparison: signs count only where they stand before or between figures, as in -5. */
  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("^(the|a|an|-|\\*) ", "")
        .replaceAll("[^\\p{L}\\p{N}+<>=%$-]+", " ")
        .strip();
  }
}
