package io.emend.model.tokenizer.jinja.python.text;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Bound;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Tuple;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** {@code split}, {@code rsplit} and {@code partition}. */
final class Splitting {
  private Splitting() {}

  static List<Object> fromLeft(String text, Arguments arguments) {
    Bound bound = arguments.bind("split()", "sep", "maxsplit");
    String separator = separator(bound.text(0));
    int most = most(bound);
    return separator == null ? words(text, most) : parts(text, separator, most);
  }

  /** Splitting the mirrored text from the left; the parts come back in order. */
  static List<Object> fromRight(String text, Arguments arguments) {
    Bound bound = arguments.bind("rsplit()", "sep", "maxsplit");
    String separator = separator(bound.text(0));
    String mirrored = mirrored(text);
    int most = most(bound);
    List<Object> parts =
        separator == null ? words(mirrored, most) : parts(mirrored, mirrored(separator), most);
    parts.replaceAll(part -> mirrored((String) part));
    Collections.reverse(parts);
    return parts;
  }

  private static int most(Bound bound) {
    int most = bound.count(1, -1);
    return most < 0 ? Integer.MAX_VALUE : most;
  }

  private static String mirrored(String text) {
    return new StringBuilder(text).reverse().toString();
  }

  private static String separator(String separator) {
    if (separator != null && separator.isEmpty()) {
      throw new PythonError("split() needs a separator that is not empty");
    }
    return separator;
  }

  private static List<Object> parts(String text, String separator, int most) {
    List<Object> parts = new ArrayList<>();
    int from = 0;
    int at = text.indexOf(separator);
    while (at >= 0 && parts.size() < most) {
      parts.add(text.substring(from, at));
      from = at + separator.length();
      at = text.indexOf(separator, from);
    }
    parts.add(text.substring(from));
    return parts;
  }

  /** What is left when {@code most} words are taken keeps the blanks at its end. */
  private static List<Object> words(String text, int most) {
    List<Object> words = new ArrayList<>();
    int from = next(text, 0, false);
    while (from < text.length() && words.size() < most) {
      int end = next(text, from, true);
      words.add(text.substring(from, end));
      from = next(text, end, false);
    }
    if (from < text.length()) {
      words.add(text.substring(from));
    }
    return words;
  }

  private static int next(String text, int from, boolean blank) {
    int at = from;
    while (at < text.length() && Texts.isBlank(text.charAt(at)) != blank) {
      at++;
    }
    return at;
  }

  static Tuple partition(String text, Arguments arguments, boolean first) {
    String separator = separator(arguments.bind("partition()", "sep").text(0));
    int at = first ? text.indexOf(separator) : text.lastIndexOf(separator);
    if (at < 0) {
      return new Tuple(first ? List.of(text, "", "") : List.of("", "", text));
    }
    return new Tuple(
        List.of(text.substring(0, at), separator, text.substring(at + separator.length())));
  }
}
