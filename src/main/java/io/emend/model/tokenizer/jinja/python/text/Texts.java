package io.emend.model.tokenizer.jinja.python.text;

import io.emend.model.tokenizer.jinja.python.PythonError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntPredicate;

/** Python's view of text: code points, and its own idea of what is a blank or ends a line. */
public final class Texts {
  /** The longest text and list that a template may make. */
  static final int LONGEST = 1 << 20;

  private Texts() {}

  /** {@code str.isspace()} of one code point; a regular expression's {@code \s} is the same. */
  public static boolean isBlank(int letter) {
    return letter >= '\t' && letter <= '\r'
        || letter >= 0x1c && letter <= ' '
        || letter == 0x85
        || letter == 0xa0
        || Character.isSpaceChar(letter);
  }

  /** {@code strip()}. */
  public static String strip(String text) {
    return stripped(text, Texts::isBlank, true, true);
  }

  static String stripped(String text, IntPredicate stripped, boolean left, boolean right) {
    int from = 0;
    int to = text.length();
    while (left && from < to && stripped.test(text.codePointAt(from))) {
      from += Character.charCount(text.codePointAt(from));
    }
    while (right && to > from && stripped.test(text.codePointBefore(to))) {
      to -= Character.charCount(text.codePointBefore(to));
    }
    return text.substring(from, to);
  }

  public static int compare(String left, String right) {
    int[] a = left.codePoints().toArray();
    int[] b = right.codePoints().toArray();
    for (int i = 0; i < Math.min(a.length, b.length); i++) {
      if (a[i] != b[i]) {
        return Integer.compare(a[i], b[i]);
      }
    }
    return Integer.compare(a.length, b.length);
  }

  static boolean endsLine(char letter) {
    return letter >= '\n' && letter <= '\r'
        || letter >= 0x1c && letter <= 0x1e
        || letter == 0x85
        || letter == 0x2028
        || letter == 0x2029;
  }

  /** {@code splitlines()}. */
  public static List<Object> lines(String text, boolean keepEnds) {
    List<Object> lines = new ArrayList<>();
    int start = 0;
    for (int at = 0; at < text.length(); at++) {
      if (endsLine(text.charAt(at))) {
        int end = at;
        if (text.startsWith("\r\n", at)) {
          at++;
        }
        lines.add(text.substring(start, keepEnds ? at + 1 : end));
        start = at + 1;
      }
    }
    if (start < text.length()) {
      lines.add(text.substring(start));
    }
    return lines;
  }

  /** Joins within the bound of what a template may make. */
  public static String joined(String separator, List<Object> parts) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      text.append(i == 0 ? "" : separator).append(Printing.text(parts.get(i)));
      bounded(text.length());
    }
    return text.toString();
  }

  public static String repeated(String text, long times) {
    bounded(Math.max(0, times) * Math.max(1, text.length()));
    return text.repeat((int) Math.max(0, times));
  }

  public static void bounded(long length) {
    if (length > LONGEST) {
      throw new PythonError("a text or list must be at most " + LONGEST + " long");
    }
  }

  /** {@code str.capitalize()}. */
  public static String capitalized(String text) {
    if (text.isEmpty()) {
      return text;
    }
    int first = text.offsetByCodePoints(0, 1);
    return titled(text.codePointAt(0)) + lower(text.substring(first));
  }

  private static String titled(int letter) {
    int title = Character.toTitleCase(letter);
    return title == letter ? upper(Character.toString(letter)) : Character.toString(title);
  }

  /** {@code str.title()}: a letter after what is none is a capital. */
  static String title(String text) {
    StringBuilder title = new StringBuilder();
    boolean within = false;
    for (int letter : text.codePoints().toArray()) {
      title.append(within ? lower(Character.toString(letter)) : titled(letter));
      within = Character.isLetter(letter);
    }
    return title.toString();
  }

  public static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  public static String upper(String text) {
    return text.toUpperCase(Locale.ROOT);
  }

  static boolean all(String text, IntPredicate kind) {
    return !text.isEmpty() && text.codePoints().allMatch(kind);
  }

  /** {@code str.islower()}, and {@code str.isupper()} with the other case. */
  public static boolean isCased(String text, boolean upper) {
    return text.codePoints().anyMatch(upper ? Character::isUpperCase : Character::isLowerCase)
        && text.codePoints().noneMatch(upper ? Character::isLowerCase : Character::isUpperCase);
  }
}
