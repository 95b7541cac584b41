package io.emend.inference.answer;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The options' texts, to be found in what a response says. Signs count: {@code x ≤ 3} is not {@code
 * x ≥ 3}; only the punctuation, quotes and emphasis around a text do not.
 */
record OptionTexts(List<String> options) {
  /** From the strictest; the first form in which any option has the text decides. */
  private static final List<UnaryOperator<String>> FORMS =
      List.of(String::strip, OptionTexts::tidy, OptionTexts::bare, OptionTexts::joinedUnits);

  private static final Pattern OUTSIDE =
      Pattern.compile("^[\\s*_\"'`]++|(?<![\\s*_\"'`.!?,;:])[\\s*_\"'`.!?,;:]++$");
  private static final Pattern WRAPPED =
      Pattern.compile("^(?:\\(([^()]*)\\)|\\[([^\\[\\]]*)]|\\$([^$]*)\\$|\\\\\\((.*)\\\\\\))$");
  private static final Pattern ARTICLE = Pattern.compile("^(?i:the|an|a)\\s+");
  private static final Pattern BULLET = Pattern.compile("^[-*•]\\s+(?!\\d)");
  private static final Pattern EMPHASIS =
      Pattern.compile("(?<![\\w*])(\\*{1,2}|_{1,2})(?=\\S)(.+?)(?<=\\S)\\1(?![\\w*])");
  private static final Pattern NOT = Pattern.compile("(?i)\\bnot\\b");

  /** Between a number and a unit. */
  private static final Pattern BEFORE_UNIT =
      Pattern.compile("(?<=\\d)(\\s*)(?=(?:[\\p{L}\u00b5]{1,3}(?!\\p{L})|[%\u00b0]))");

  private static final Pattern START = Pattern.compile("[\\s*_\"'`$(\\[\u201c\u2018]*+");

  /** Where a text may end within a sentence. */
  private static final Pattern END =
      Pattern.compile(
          "[)\\]*_\"'`$\u201d\u2019]*+(?:\\s*$|[\u3002\uff0c\uff1b\uff01]|[.!?,;:](?=[\\s)\\]*_\"'`$]|$)|\\s*[(\\[\u2013\u2014]"
              + "|\\s+-\\s(?!\\s*\\d)|\\s+(?i:because|since|as|for)\\b)",
          Pattern.MULTILINE);

  /**
   * Options with whose text a sentence goes on.
   *
   * @param end index after the text
   */
  record Lead(SortedSet<Integer> options, int end) {}

  /** The options whose text this is. */
  SortedSet<Integer> named(String text) {
    for (UnaryOperator<String> form : FORMS) {
      String wanted = form.apply(text);
      SortedSet<Integer> named = those(option -> form.apply(option).equals(wanted));
      if (!wanted.isEmpty() && !named.isEmpty()) {
        return named;
      }
    }
    return new TreeSet<>();
  }

  /** The longest text of an option that stands at a place of a response, up to where it may end. */
  Optional<Lead> leading(String response, int from) {
    int start = after(START, response, from);
    return Stream.of(start, after(ARTICLE, response, start))
        .flatMap(at -> ends(response, at))
        .max(Comparator.naturalOrder())
        .map(end -> new Lead(named(response.substring(start, end)), end));
  }

  /** Where the options' texts that stand at a place end. */
  private Stream<Integer> ends(String response, int at) {
    return options.stream()
        .flatMap(
            option ->
                Stream.of(option.strip(), bare(option), joinedUnits(option), apartUnits(option)))
        .filter(text -> !text.isEmpty() && response.regionMatches(true, at, text, 0, text.length()))
        .map(text -> at + text.length())
        .filter(end -> mayEnd(response, end));
  }

  /** The options whose texts occur as words of a text; of two that overlap the longer. */
  SortedSet<Integer> mentioned(String text) {
    SortedSet<Integer> mentioned = new TreeSet<>();
    String rest = tidy(text);
    List<Integer> longestFirst =
        IntStream.range(0, options.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> -bare(options.get(i)).length()))
            .toList();
    for (int option : longestFirst) {
      Matcher words = words(bare(options.get(option))).matcher(rest);
      if (words.find()) {
        mentioned.add(option);
        rest = words.replaceAll("|");
      }
    }
    return mentioned;
  }

  /**
   * A response without what it says the answer is not, where it says at once what it is: {@code not
   * red but blue}. Options that are worded so themselves stay.
   */
  String withoutDenied(String response) {
    if (options.stream().anyMatch(option -> NOT.matcher(option).find())) {
      return response;
    }
    String denied =
        IntStream.range(0, options.size())
            .boxed()
            .flatMap(i -> Stream.of(options.get(i).strip(), bare(options.get(i))))
            .distinct()
            .sorted(Comparator.comparingInt(text -> -text.length()))
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?:(?:the|an?)\\s+)?(?:", "|(?-i:[A-Z]))"));
    return Pattern.compile(
            "(?i)\\bnot\\s+@,?\\s+but\\s+(?:rather\\s+)?|(?:,|\\s+and)\\s+not\\s+@(?=[\\s.,;!?)]|$)"
                .replace("@", denied))
        .matcher(response)
        .replaceAll("");
  }

  private static Pattern words(String text) {
    return Pattern.compile(
        "(?<![\\p{L}\\p{N}])" + Pattern.quote(text) + "(?![\\p{L}\\p{N}])",
        Pattern.UNICODE_CHARACTER_CLASS);
  }

  private SortedSet<Integer> those(Predicate<String> wanted) {
    return IntStream.range(0, options.size())
        .filter(i -> wanted.test(options.get(i)))
        .boxed()
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean mayEnd(String response, int at) {
    return END.matcher(response).region(at, response.length()).lookingAt();
  }

  private static int after(Pattern pattern, String text, int from) {
    Matcher matcher = pattern.matcher(text).region(from, text.length());
    return matcher.lookingAt() ? matcher.end() : from;
  }

  /** Without regard to case, blanks, quotes and what stands around a text. */
  private static String tidy(String text) {
    String lower =
        signs(DelimitedAnswers.plain(text))
            .replaceAll("[\u2018\u2019]", "'")
            .replaceAll("[\u201c\u201d]", "\"")
            .replace('\u2212', '-')
            .replaceAll("\\s+", " ")
            .strip()
            .toLowerCase(Locale.ROOT);
    String now = lower;
    String before = "";
    while (!now.equals(before)) {
      before = now;
      now = WRAPPED.matcher(OUTSIDE.matcher(now).replaceAll("")).replaceAll("$1$2$3$4");
    }
    return now.isEmpty() ? lower : now;
  }

  /** LaTeX's signs as others write them. */
  private static String signs(String text) {
    return text.replaceAll("\\\\([%$&#])", "$1")
        .replaceAll("\\^(?:\\{\\\\circ\\}|\\\\circ)", "°")
        .replaceAll("\\\\[dt]?frac\\{(\\w+)\\}\\{(\\w+)\\}", "$1/$2");
  }

  private static String bare(String text) {
    String tidy = EMPHASIS.matcher(tidy(text)).replaceAll("$2");
    String bare = ARTICLE.matcher(BULLET.matcher(tidy).replaceFirst("")).replaceFirst("");
    return bare.isEmpty() ? tidy : bare;
  }

  private static String joinedUnits(String text) {
    return BEFORE_UNIT.matcher(bare(text)).replaceAll("");
  }

  private static String apartUnits(String text) {
    return BEFORE_UNIT.matcher(bare(text)).replaceAll(" ");
  }
}
