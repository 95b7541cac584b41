package io.emend.model.tokenizer.jinja.python.text;

import io.emend.model.tokenizer.jinja.python.DictView;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Range;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.Undefined;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** {@code str()} and {@code repr()}. */
public final class Printing {
  private static final int DEEPEST = 100;

  private Printing() {}

  /** {@code str()}: what a template prints. */
  public static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    return value instanceof Undefined ? "" : represented(value, 0);
  }

  public static String represented(Object value, int depth) {
    if (depth > DEEPEST) {
      throw new PythonError("values must not be nested more than " + DEEPEST + " deep");
    }
    if (value instanceof String text) {
      return quoted(text);
    }
    if (value instanceof Boolean flag) {
      return flag ? "True" : "False";
    }
    if (value instanceof Double number) {
      return real(number);
    }
    if (value instanceof Map<?, ?> map) {
      return map.entrySet().stream()
          .map(
              e -> represented(e.getKey(), depth + 1) + ": " + represented(e.getValue(), depth + 1))
          .collect(Collectors.joining(", ", "{", "}"));
    }
    if (value instanceof Tuple tuple) {
      String items = items(tuple.items(), depth);
      return tuple.items().size() == 1 ? "(" + items + ",)" : "(" + items + ")";
    }
    return value == null || value instanceof Long || value instanceof Range
        ? value == null ? "None" : value.toString()
        : other(value, depth);
  }

  private static String other(Object value, int depth) {
    if (value instanceof List<?> list) {
      return "[" + items(list, depth) + "]";
    }
    if (value instanceof DictView view) {
      String kind = "dict_" + view.kind().name().toLowerCase(Locale.ROOT);
      return kind + "([" + items(view.list(), depth) + "])";
    }
    if (value instanceof Undefined) {
      return "Undefined";
    }
    throw new PythonError("what is neither data nor text cannot be printed");
  }

  private static String items(List<?> items, int depth) {
    return items.stream()
        .map(item -> represented(item, depth + 1))
        .collect(Collectors.joining(", "));
  }

  /** The shortest digits that read back as the same number. */
  static String real(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    if (value == 0) {
      return 1 / value < 0 ? "-0.0" : "0.0";
    }
    BigDecimal exact = new BigDecimal(value);
    BigDecimal shortest = exact;
    for (int digits = 1; digits <= 17; digits++) {
      shortest = exact.round(new MathContext(digits));
      if (shortest.doubleValue() == value) {
        break;
      }
    }
    return written(shortest.stripTrailingZeros());
  }

  private static String written(BigDecimal number) {
    int exponent = number.precision() - number.scale() - 1;
    if (exponent >= -4 && exponent < 16) {
      String plain = number.toPlainString();
      return plain.contains(".") ? plain : plain + ".0";
    }
    String digits = number.unscaledValue().abs().toString();
    String mantissa = digits.length() == 1 ? digits : digits.charAt(0) + "." + digits.substring(1);
    String size = (Math.abs(exponent) < 10 ? "0" : "") + Math.abs(exponent);
    return (number.signum() < 0 ? "-" : "") + mantissa + (exponent < 0 ? "e-" : "e+") + size;
  }

  private static String quoted(String text) {
    char quote = text.contains("'") && !text.contains("\"") ? '"' : '\'';
    StringBuilder quoted = new StringBuilder().append(quote);
    for (int letter : text.codePoints().toArray()) {
      switch (letter) {
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        case '\t' -> quoted.append("\\t");
        case '\\' -> quoted.append("\\\\");
        default -> letter(letter, quote, quoted);
      }
    }
    return quoted.append(quote).toString();
  }

  private static void letter(int letter, char quote, StringBuilder quoted) {
    if (letter == quote) {
      quoted.append('\\').append(quote);
    } else if (isPrintable(letter)) {
      quoted.appendCodePoint(letter);
    } else {
      String form = letter < 0x100 ? "\\x%02x" : letter < 0x10000 ? "\\u%04x" : "\\U%08x";
      quoted.append(String.format(form, letter));
    }
  }

  private static boolean isPrintable(int letter) {
    return switch (Character.getType(letter)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> letter == ' ';
      default -> true;
    };
  }
}
