package io.emend.error;

import java.util.regex.Pattern;

/** Text of callers in the log: a line break in it would begin a line that looks like ours. */
public final class OneLine {
  /** Control characters, and what else ends a line or turns its direction. */
  private static final Pattern UNPRINTABLE =
      Pattern.compile("[\\p{Cntrl}\\u0080-\\u009f\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]");

  private OneLine() {}

  /** With escapes as in Java for what does not print. */
  public static String of(String text) {
    return UNPRINTABLE.matcher(text).replaceAll(found -> escaped(found.group().charAt(0)));
  }

  /** The same of a text's beginning, where it is longer. */
  public static String of(String text, int most) {
    return of(text.length() > most ? text.substring(0, most) + "…" : text);
  }

  private static String escaped(char unprintable) {
    return switch (unprintable) {
      case '\n' -> "\\\\n";
      case '\r' -> "\\\\r";
      case '\t' -> "\\\\t";
      default -> String.format("\\\\u%04x", (int) unprintable);
    };
  }
}
