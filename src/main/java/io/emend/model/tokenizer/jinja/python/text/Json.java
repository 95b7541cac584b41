package io.emend.model.tokenizer.jinja.python.text;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Bound;
import io.emend.model.tokenizer.jinja.python.Numbers;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Range;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.Values;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * {@code json.dumps} as transformers' {@code tojson} calls it: letters stay as they are, markup is
 * not escaped.
 *
 * @param indent what a level is indented by, or null for one line
 */
public record Json(boolean ascii, String indent, String comma, String colon, boolean sorted) {
  private static final int DEEPEST = 100;

  /** {@code tojson(ensure_ascii=False, indent=None, separators=None, sort_keys=False)}. */
  public static String written(Object value, Arguments arguments) {
    Bound bound = arguments.bind("tojson", "ensure_ascii", "indent", "separators", "sort_keys");
    Object indent = bound.optional(1, null);
    String step = indent == null || indent instanceof String ? (String) indent : blanks(indent);
    List<Object> separators =
        bound.optional(2, null) == null ? null : Values.list(bound.required(2));
    String comma = separators == null ? step == null ? ", " : "," : (String) separators.get(0);
    String colon = separators == null ? ": " : (String) separators.get(1);
    StringBuilder out = new StringBuilder();
    new Json(bound.flag(0, false), step, comma, colon, bound.flag(3, false)).write(value, 0, out);
    return out.toString();
  }

  private static String blanks(Object indent) {
    return Texts.repeated(" ", Numbers.whole(indent));
  }

  private void write(Object value, int depth, StringBuilder out) {
    Texts.bounded(out.length());
    if (depth > DEEPEST) {
      throw new PythonError("values must not be nested more than " + DEEPEST + " deep");
    }
    if (value instanceof Map<?, ?> map) {
      writeDict(map, depth, out);
    } else if (value instanceof Tuple || value instanceof List && !(value instanceof Range)) {
      writeList(Values.list(value), depth, out);
    } else if (value instanceof String text) {
      writeText(text, out);
    } else {
      out.append(scalar(value));
    }
  }

  private static String scalar(Object value) {
    if (value == null || value instanceof Boolean) {
      return String.valueOf(value);
    }
    if (value instanceof Double number && (number.isNaN() || number.isInfinite())) {
      return number.isNaN() ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
    }
    if (Numbers.isNumber(value)) {
      return Printing.text(value);
    }
    throw PythonError.type("tojson", value);
  }

  private void writeList(List<Object> items, int depth, StringBuilder out) {
    out.append('[');
    for (int i = 0; i < items.size(); i++) {
      out.append(i == 0 ? "" : comma);
      breakLine(depth + 1, out);
      write(items.get(i), depth + 1, out);
    }
    if (!items.isEmpty()) {
      breakLine(depth, out);
    }
    out.append(']');
  }

  private void writeDict(Map<?, ?> dict, int depth, StringBuilder out) {
    List<Map.Entry<?, ?>> entries = new ArrayList<>(dict.entrySet());
    if (sorted) {
      entries.sort(Comparator.comparing(Map.Entry::getKey, Values::compare));
    }
    out.append('{');
    for (int i = 0; i < entries.size(); i++) {
      out.append(i == 0 ? "" : comma);
      breakLine(depth + 1, out);
      Object key = entries.get(i).getKey();
      writeText(key instanceof String text ? text : scalar(key), out);
      out.append(colon);
      write(entries.get(i).getValue(), depth + 1, out);
    }
    if (!entries.isEmpty()) {
      breakLine(depth, out);
    }
    out.append('}');
  }

  private void breakLine(int depth, StringBuilder out) {
    if (indent != null) {
      out.append('\n').append(indent.repeat(depth));
    }
  }

  private void writeText(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      switch (letter) {
        case '"' -> out.append("\\\"");
        case '\\' -> out.append("\\\\");
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        case '\f' -> out.append("\\f");
        case '\b' -> out.append("\\b");
        default -> {
          boolean escaped = letter < ' ' || ascii && letter > '~';
          out.append(escaped ? String.format("\\u%04x", (int) letter) : String.valueOf(letter));
        }
      }
    }
    out.append('"');
  }
}
