package io.emend.model.tokenizer.jinja.python.text;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Numbers;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Subscripts;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.Values;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code '%s of %d' % (a, b)}: the conversions s, r, d, i and f. */
public final class PercentFormat {
  private static final Pattern FIELD =
      Pattern.compile(
          "%(?:\\((?<name>[^)]*)\\))?(?<flags>[-0+ ]*)(?<width>\\d{0,4})(?:\\.(?<digits>\\d{1,2}))?"
              + "(?<kind>.?)",
          Pattern.DOTALL);

  private PercentFormat() {}

  /**
   * @param values a tuple, a dict, or one value
   */
  public static String apply(String pattern, Object values) {
    List<Object> all =
        values instanceof Tuple tuple ? tuple.items() : Arguments.of(values).positional();
    Matcher fields = FIELD.matcher(pattern);
    StringBuilder out = new StringBuilder();
    int next = 0;
    int copied = 0;
    while (fields.find()) {
      out.append(pattern, copied, fields.start());
      copied = fields.end();
      if (fields.group("kind").equals("%")) {
        out.append('%');
      } else if (fields.group("name") != null) {
        out.append(field(fields, Subscripts.item(values, fields.group("name"))));
      } else if (next < all.size()) {
        out.append(field(fields, all.get(next++)));
      } else {
        throw new PythonError("not enough values for the format " + pattern);
      }
      Texts.bounded(out.length());
    }
    if (next < all.size() && !(values instanceof Map)) {
      throw new PythonError("more values than the format " + pattern + " takes");
    }
    return out.append(pattern.substring(copied)).toString();
  }

  private static String field(Matcher field, Object value) {
    String digits = field.group("digits");
    return switch (field.group("kind")) {
      case "s" -> padded(field, cut(Printing.text(value), digits));
      case "r" -> padded(field, cut(Printing.represented(value, 0), digits));
      case "d", "i" -> number(field, "d", (long) Numbers.real(value));
      case "f" -> number(field, "." + places(digits) + "f", rounded(value, places(digits)));
      default -> throw new PythonError("the format " + field.group() + " is not supported");
    };
  }

  private static int places(String digits) {
    return digits == null ? 6 : Integer.parseInt(digits);
  }

  /** To even, of the exact value. */
  private static Object rounded(Object value, int places) {
    double real = Numbers.real(value);
    if (Double.isNaN(real) || Double.isInfinite(real)) {
      throw new PythonError("a number to print must be finite");
    }
    return new BigDecimal(real).setScale(places, RoundingMode.HALF_EVEN);
  }

  private static String cut(String text, String digits) {
    return digits == null || Values.length(text) <= Integer.parseInt(digits)
        ? text
        : (String) Subscripts.slice(text, null, Long.valueOf(digits), null);
  }

  private static String padded(Matcher field, String text) {
    int width = field.group("width").isEmpty() ? 0 : Integer.parseInt(field.group("width"));
    String blanks = " ".repeat(Math.max(0, width - Values.length(text)));
    return field.group("flags").contains("-") ? text + blanks : blanks + text;
  }

  private static String number(Matcher field, String kind, Object value) {
    String width = field.group("width");
    String flags =
        width.isEmpty() ? field.group("flags").replaceAll("[-0]", "") : field.group("flags");
    return String.format(Locale.ROOT, "%" + flags + width + kind, value);
  }
}
