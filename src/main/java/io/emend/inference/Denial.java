package io.emend.inference;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether a sentence denies, asks or supposes what stands at a place of it. */
final class Denial {
  /** Characters before a place that are looked at. */
  private static final int REACH = 400;

  private static final Pattern DENIES =
      Pattern.compile(
          "(?i)\\b(?:not|cannot|never|neither|nor|hardly|wrong|incorrect|false|unlikely|unlike"
              + "|doubt\\w*|reject\\w*|exclud\\w*|eliminat\\w*|rul(?:e|es|ed|ing)\\s+(?:\\w+\\s+)?out"
              + "|whether|why)\\b|n['\u2019]t\\b");
  private static final Pattern SUPPOSES =
      Pattern.compile("(?i)\\b(?:if|unless|suppos(?:e|ing)|assum(?:e|ing))\\b");
  private static final Pattern SENTENCE = Pattern.compile("[.!?][\"')*_]*\\s|\\n");

  /** After these another clause begins, of which a denial before them says nothing. */
  private static final Pattern CLAUSE =
      Pattern.compile(
          "(?i)[,;:\u2014]\\s+(?!that\\b)|\\b(?:so|thus|therefore|hence|and|but|then)\\b");

  private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=[\\s\"')*_]|$)|\\n");
  private static final Pattern TURNS =
      Pattern.compile("(?i)\\W*(?:which|but|however|though|although)\\b");

  private Denial() {}

  static boolean in(String text) {
    return DENIES.matcher(text).find();
  }

  /** Whether what stands before a place of the same sentence denies or supposes what follows. */
  static boolean before(String text, int at) {
    String sentence = afterLast(SENTENCE, text.substring(Math.max(0, at - REACH), at));
    return SUPPOSES.matcher(sentence).find() || in(afterLast(CLAUSE, sentence));
  }

  /** Whether the rest of a sentence makes a question of it, or takes back what it said. */
  static boolean after(String text, int at) {
    Matcher end = SENTENCE_END.matcher(text);
    boolean ends = end.find(at);
    String rest = text.substring(at, ends ? end.start() : text.length());
    return ends && end.group().equals("?") || TURNS.matcher(rest).lookingAt() && in(rest);
  }

  private static String afterLast(Pattern border, String text) {
    int from = 0;
    Matcher borders = border.matcher(text);
    while (borders.find()) {
      from = borders.end();
    }
    return text.substring(from);
  }
}
