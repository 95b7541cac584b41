package io.emend.model.tokenizer.jinja.python;

import io.emend.model.tokenizer.jinja.python.text.Printing;
import io.emend.model.tokenizer.jinja.python.text.TextMethods;
import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code value.name}, {@code value[key]} and {@code value[from:to:step]} as Jinja reads them. */
public final class Subscripts {
  private Subscripts() {}

  /** An attribute, else the entry of that name, else undefined. */
  public static Object attribute(Object value, String name) {
    if (value instanceof Attributed attributed) {
      return attributed.attribute(name);
    }
    Object own = own(value, name);
    if (own == null && value instanceof Map<?, ?> map && map.containsKey(name)) {
      return map.get(name);
    }
    return own == null ? missing(value, name) : own;
  }

  /** An entry, else the attribute of that name, else undefined. */
  public static Object item(Object value, Object key) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (value instanceof Map<?, ?> map && map.containsKey(key)) {
      return map.get(key);
    }
    if (value instanceof Attributed && key instanceof String name) {
      return attribute(value, name);
    }
    if (Numbers.isWhole(key) && isSequence(value)) {
      int length = Values.length(value);
      long index = Numbers.whole(key);
      long at = index < 0 ? length + index : index;
      return at < 0 || at >= length ? missing(value, index) : element(value, (int) at);
    }
    Object own = key instanceof String name ? own(value, name) : null;
    return own == null ? missing(value, key) : own;
  }

  private static Undefined missing(Object value, Object key) {
    return new Undefined(Values.typeName(value) + "'s " + Printing.represented(key, 0));
  }

  /** Null where there is no such attribute. */
  private static Object own(Object value, String name) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (value instanceof String text) {
      return TextMethods.of(text, name);
    }
    if (value instanceof Map) {
      return Dicts.method(value, name);
    }
    return value instanceof List || value instanceof Tuple ? Lists.method(value, name) : null;
  }

  static boolean isSequence(Object value) {
    return value instanceof String || value instanceof List || value instanceof Tuple;
  }

  private static Object element(Object value, int at) {
    if (value instanceof String text) {
      int from = text.offsetByCodePoints(0, at);
      return Character.toString(text.codePointAt(from));
    }
    return Values.list(value).get(at);
  }

  /** A bound that is null is left out. */
  public static Object slice(Object value, Object from, Object to, Object by) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (!isSequence(value)) {
      throw PythonError.type("a slice", value);
    }
    int step = by == null ? 1 : Numbers.index(by);
    if (step == 0) {
      throw new PythonError("slice step cannot be zero");
    }
    List<Object> items = Values.list(value);
    int length = items.size();
    int start = from == null ? step > 0 ? 0 : length - 1 : bound(from, length, step);
    int stop = to == null ? step > 0 ? length : -1 : bound(to, length, step);
    List<Object> taken = new ArrayList<>();
    for (long i = start; step > 0 ? i < stop : i > stop; i += step) {
      taken.add(items.get((int) i));
    }
    if (value instanceof String) {
      return Texts.joined("", taken);
    }
    return value instanceof Tuple ? new Tuple(taken) : taken;
  }

  private static int bound(Object bound, int length, int step) {
    int index = Numbers.index(bound);
    int at = index < 0 ? index + length : index;
    int lowest = step > 0 ? 0 : -1;
    return Math.max(lowest, Math.min(step > 0 ? length : length - 1, at));
  }
}
