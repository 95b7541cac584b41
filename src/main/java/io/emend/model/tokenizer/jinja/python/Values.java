package io.emend.model.tokenizer.jinja.python;

import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What Python asks of any value: truth, length, elements, equality, order, membership. */
public final class Values {
  private Values() {}

  public static boolean truth(Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    if (value instanceof Number number) {
      return number.doubleValue() != 0;
    }
    return value != null && (!isSized(value) || length(value) != 0);
  }

  private static boolean isSized(Object value) {
    return value instanceof String
        || value instanceof List
        || value instanceof Map
        || value instanceof Tuple
        || value instanceof DictView
        || value instanceof Undefined;
  }

  /** {@code len()}: a text's in code points. */
  public static int length(Object value) {
    if (value instanceof String text) {
      return text.codePointCount(0, text.length());
    }
    if (value instanceof Map<?, ?> map) {
      return map.size();
    }
    if (value instanceof Generator || !isSized(value)) {
      throw PythonError.type("len()", value);
    }
    return value instanceof Undefined ? 0 : list(value).size();
  }

  /** The elements one by one; a generator is used up by it. */
  public static Iterator<Object> iterate(Object value) {
    return value instanceof Generator generator ? generator.iterator() : list(value).iterator();
  }

  public static boolean isIterable(Object value) {
    return value instanceof Generator || isSized(value);
  }

  /** The elements as a list, which may be the value itself: never written to. */
  @SuppressWarnings("unchecked")
  public static List<Object> list(Object value) {
    if (value instanceof List) {
      return (List<Object>) value;
    }
    if (value instanceof Tuple tuple) {
      return tuple.items();
    }
    if (value instanceof DictView view) {
      return view.list();
    }
    if (value instanceof Map<?, ?> map) {
      return new ArrayList<>(map.keySet());
    }
    if (value instanceof String text) {
      return new ArrayList<>(text.codePoints().mapToObj(Character::toString).toList());
    }
    if (value instanceof Generator generator) {
      List<Object> items = new ArrayList<>();
      generator.iterator().forEachRemaining(items::add);
      return items;
    }
    if (value instanceof Undefined) {
      return List.of();
    }
    throw new PythonError(typeName(value) + " is not iterable");
  }

  /** {@code ==}: numbers by their value, whatever their type. */
  public static boolean equal(Object left, Object right) {
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return Numbers.compare(left, right) == 0;
    }
    if (left instanceof Map<?, ?> a && right instanceof Map<?, ?> b) {
      return a.size() == b.size()
          && a.entrySet().stream()
              .allMatch(e -> b.containsKey(e.getKey()) && equal(e.getValue(), b.get(e.getKey())));
    }
    boolean lists = left instanceof List && right instanceof List;
    if (lists || left instanceof Tuple && right instanceof Tuple) {
      return elementsEqual(list(left), list(right));
    }
    return Objects.equals(left, right);
  }

  private static boolean elementsEqual(List<Object> left, List<Object> right) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** The order that {@code <} and sorting use; texts by code points. */
  public static int compare(Object left, Object right) {
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return Numbers.compare(left, right);
    }
    if (left instanceof String a && right instanceof String b) {
      return Texts.compare(a, b);
    }
    if (left instanceof List && right instanceof List
        || left instanceof Tuple && right instanceof Tuple) {
      return compareElements(list(left), list(right));
    }
    throw new PythonError(typeName(left) + " and " + typeName(right) + " have no order");
  }

  private static int compareElements(List<Object> left, List<Object> right) {
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      if (!equal(left.get(i), right.get(i))) {
        return compare(left.get(i), right.get(i));
      }
    }
    return Integer.compare(left.size(), right.size());
  }

  /** {@code element in container}. */
  public static boolean contains(Object container, Object element) {
    if (container instanceof String text) {
      if (element instanceof String part) {
        return text.contains(part);
      }
      throw PythonError.type("in a text", element);
    }
    if (container instanceof Map<?, ?> map) {
      return map.containsKey(element);
    }
    for (Iterator<Object> items = iterate(container); items.hasNext(); ) {
      if (equal(items.next(), element)) {
        return true;
      }
    }
    return false;
  }

  /** Python's name of a value's type. */
  public static String typeName(Object value) {
    if (value == null) {
      return "None";
    }
    return value instanceof Long ? "int" : TypeNames.of(value);
  }
}
