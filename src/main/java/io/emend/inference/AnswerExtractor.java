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
 * models name an option, if all that occur name the same one.
 */
public final class AnswerExtractor {
  private static final Pattern MARK = Pattern.compile("##\\s*([^#]+?)\\s*##");
  private static final String LETTER = "[\\(\\[*_\"'`$]*([A-Z])[\\)\\]*_\"'`$.:]*";
  private static final Pattern BARE = Pattern.compile("^\\W*([A-Za-z])\\W*$");
  private static final Pattern LEADING = Pattern.compile("^[\\(\\[*]*([A-Z])[\\)\\].:*]+(\\s.*)?$");
  private static final Pattern BOXED =
      Pattern.compile("\\\\boxed\\{(?:\\\\text\\{)?\\s*([A-Z])\\s*\\}?\\}");
  private static final Pattern STATED =
      Pattern.compile(
          "(?i:answer|option|choice|choose|select|pick)(?i:\\s+(?:is|would\\s+be|must\\s+be))?"
              + "(?i:\\s+(?:the\\s+)?(?:option|choice|letter))?\\s*[:=]?\\s*"
              + LETTER
              + "(?![\\w'])");

  /**
   * @param options choices by letter; empty for an open question
   */
  public ExtractedAnswer extract(String response, List<String> options) {
    Optional<String> marked = lastMark(response);
    if (options.isEmpty()) {
      return marked.<ExtractedAnswer>map(Parsed::new).orElseGet(Unparsed::new);
    }
    if (marked.isPresent()) {
      return single(named(marked.get(), options));
    }
    return single(stated(response, options));
  }

  private static Optional<String> lastMark(String response) {
    Matcher marks = MARK.matcher(response);
    Optional<String> last = Optional.empty();
    int from = 0;
    while (marks.find(from)) {
      last = Optional.of(marks.group(1));
      // The closing mark of one may be the opening mark of the next.
      from = marks.end() - 2;
    }
    return last;
  }

  private static ExtractedAnswer single(Set<String> letters) {
    return letters.size() == 1 ? new Parsed(letters.iterator().next()) : new Unparsed();
  }

  /** The option that a short text names, by letter, by text, or by both. */
  private static Set<String> named(String text, List<String> options) {
    Set<String> letters = new TreeSet<>();
    for (Pattern form : List.of(BARE, LEADING, BOXED)) {
      collect(form, text, options, letters);
    }
    if (letters.isEmpty()) {
      collect(STATED, text, options, letters);
    }
    String plain = plain(text);
    IntStream.range(0, options.size())
        .filter(i -> plain(options.get(i)).equals(plain))
        .forEach(i -> letters.add(Question.letter(i)));
    return letters;
  }

  private static Set<String> stated(String response, List<String> options) {
    Set<String> letters = new TreeSet<>();
    collect(STATED, response, options, letters);
    collect(BOXED, response, options, letters);
    if (letters.isEmpty()) {
      response
          .lines()
          .filter(line -> !line.isBlank())
          .reduce((a, b) -> b)
          .ifPresent(last -> letters.addAll(named(last.strip(), options)));
    }
    return letters;
  }

  private static void collect(
      Pattern form, String text, List<String> options, Set<String> letters) {
    Matcher matcher = form.matcher(text);
    while (matcher.find()) {
      String letter = matcher.group(1).toUpperCase(Locale.ROOT);
      if (letter.charAt(0) - 'A' < options.size()) {
        letters.add(letter);
      }
    }
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT)
        .replaceAll("^(the|a|an) ", "")
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
