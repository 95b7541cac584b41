package io.emend.model.tokenizer.jinja.filter;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.text.Printing;
import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** {@code strftime_now(format)}: the time here, in English as in the C locale. */
final class Strftime {
  private static final Map<Character, String> DIRECTIVES =
      Map.ofEntries(
          Map.entry('a', "EEE"),
          Map.entry('A', "EEEE"),
          Map.entry('b', "MMM"),
          Map.entry('B', "MMMM"),
          Map.entry('d', "dd"),
          Map.entry('H', "HH"),
          Map.entry('I', "hh"),
          Map.entry('j', "DDD"),
          Map.entry('m', "MM"),
          Map.entry('M', "mm"),
          Map.entry('p', "a"),
          Map.entry('S', "ss"),
          Map.entry('f', "SSSSSS"),
          Map.entry('y', "yy"),
          Map.entry('Y', "yyyy"),
          Map.entry('F', "yyyy-MM-dd"),
          Map.entry('T', "HH:mm:ss"));

  private Strftime() {}

  static String at(Clock clock, Arguments arguments) {
    String format = Printing.text(arguments.bind("strftime_now()", "format").required(0));
    ZonedDateTime now = ZonedDateTime.now(clock);
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < format.length(); i++) {
      char letter = format.charAt(i);
      if (letter == '%' && i + 1 < format.length()) {
        out.append(directive(format, ++i, now));
      } else {
        out.append(letter);
      }
    }
    return out.toString();
  }

  private static String directive(String format, int at, ZonedDateTime now) {
    char letter = format.charAt(at);
    if (letter == '%') {
      return "%";
    }
    if (!DIRECTIVES.containsKey(letter)) {
      throw new PythonError("strftime_now() does not know %" + letter + " here");
    }
    return DateTimeFormatter.ofPattern(DIRECTIVES.get(letter), Locale.ENGLISH).format(now);
  }
}
