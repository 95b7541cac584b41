package io.emend.inference.answer;

import io.emend.inference.Question;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A short text that is an answer and nothing else: what stands between marks, a line, or what a
 * sentence states.
 */
record Fragment(String text, OptionTexts texts) {
  /** What may stand around a letter: quotes, emphasis, brackets, punctuation, pictographs. */
  private static final String BEFORE = "^[\\s*_\"'`$()\\[\\].:,>#\u201c\u2018\\p{So}-]*+";

  private static final String AFTER =
      "[\\s*_\"'`$()\\[\\].:,;!\u201d\u2019\\p{So}]*+(?:\\s#+\\s*)?$";

  /** A sign that makes another word of a letter: {@code A\u266d}, {@code A\u00b0}. */
  private static final String NO_SIGN = "(?![\u00b0\u266d\u266f])";

  private static final Pattern CAPITAL = Pattern.compile(BEFORE + "([A-Z])" + NO_SIGN + AFTER);
  private static final Pattern LETTER =
      Pattern.compile(
          BEFORE
              + "(?i:(?:(?:so|thus|hence|therefore|the|my|final|correct|best|right),?\\s+)*+(?:answer|option|choice|letter)\\b"
              + "[\\s:=*_\"'`$(\\[]*+)?([A-Za-z])"
              + NO_SIGN
              + AFTER);

  /** A letter and more, as lists of options have it. */
  private static final Pattern LABEL =
      Pattern.compile(
          "(?s)^[\\s(\\[*_>-]*+(?:(?i:option|choice|answer)\\s[(*_]*+)?([A-Z])[)\\].:*_]++(?=\\s|$)[\\s*_]*+(?![A-Z]\\.)(.*)$");

  private static final Pattern CALLED_WRONG =
      Pattern.compile("(?i)[(:–—-]\\s*(?:incorrect|wrong|false|no)\\b[).]*\\s*$");

  /** A letter and the text of an option. */
  private static final Pattern BESIDE =
      Pattern.compile(
          "(?s)^[\\s(\\[*_>-]*+(?:(?i:option|choice|answer)\\s[(*_]*+)?([A-Z])[)\\]*_]*+(?:\\s*[(\\[=]|\\s+[\u2013\u2014-]+\\s|,\\s)(.*)$");

  /** A further option of a list that goes on in the same line. */
  private static final Pattern ITEM =
      Pattern.compile("(?<![\\p{L}\\p{N}])([A-Z])(?:[)\\].:*_]++|\\s+[-\u2013\u2014])\\s*");

  /** The option whose letter is all there is, written as a capital. */
  SortedSet<Integer> capital() {
    return all(CAPITAL);
  }

  /** The options named by letter, by text, or by both. */
  SortedSet<Integer> named() {
    SortedSet<Integer> named = texts.named(text);
    if (named.isEmpty() && Denial.crossedOut(text)) {
      return named;
    }
    Matcher label = LABEL.matcher(text);
    if (label.matches()) {
      SortedSet<Integer> labelled = labelled(named, letter(label.group(1)), label.group(2));
      return both(labelled, listed(label.group(2)));
    }
    Matcher beside = BESIDE.matcher(text);
    if (named.isEmpty() && beside.matches()) {
      SortedSet<Integer> said = said(beside.group(2));
      return said.isEmpty()
          ? said
          : both(both(letter(beside.group(1)), said), listed(beside.group(2)));
    }
    return both(all(LETTER), named);
  }

  /**
   * @param whole options whose text the whole is: {@code E. coli} is no option E
   */
  private SortedSet<Integer> labelled(
      SortedSet<Integer> whole, SortedSet<Integer> letter, String rest) {
    SortedSet<Integer> said = said(rest);
    if (!said.isEmpty()) {
      return CALLED_WRONG.matcher(rest).find() ? whole : both(both(letter, said), whole);
    }
    if (!whole.isEmpty()) {
      return whole;
    }
    SortedSet<Integer> mentioned = texts.mentioned(rest);
    if (!mentioned.isEmpty() && !mentioned.containsAll(letter)) {
      return both(letter, mentioned);
    }
    return Denial.in(rest) ? new TreeSet<>() : letter;
  }

  /** Options that a text lists by letter and text: a recitation of several names none. */
  private SortedSet<Integer> listed(String rest) {
    SortedSet<Integer> listed = new TreeSet<>();
    Matcher item = ITEM.matcher(rest);
    while (item.find()) {
      for (int option : letter(item.group(1))) {
        String own = texts.options().get(option).strip();
        if (rest.regionMatches(true, item.end(), own, 0, own.length())
            && !Denial.in(Denial.restOfSentence(rest, item.end()))) {
          listed.add(option);
        }
      }
    }
    return listed;
  }

  private SortedSet<Integer> said(String rest) {
    return texts.leading(rest, 0).map(OptionTexts.Lead::options).orElseGet(TreeSet::new);
  }

  /** The option whose letter is all there is, in a form. */
  private SortedSet<Integer> all(Pattern form) {
    Matcher whole = form.matcher(text);
    return whole.matches() ? letter(whole.group(1)) : new TreeSet<>();
  }

  private SortedSet<Integer> letter(String letter) {
    int option = Question.option(letter);
    return option < texts.options().size() ? new TreeSet<>(Set.of(option)) : new TreeSet<>();
  }

  private static SortedSet<Integer> both(SortedSet<Integer> one, SortedSet<Integer> other) {
    SortedSet<Integer> both = new TreeSet<>(one);
    both.addAll(other);
    return both;
  }
}
