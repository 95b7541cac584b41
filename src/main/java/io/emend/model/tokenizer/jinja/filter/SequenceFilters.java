package io.emend.model.tokenizer.jinja.filter;

import io.emend.model.tokenizer.jinja.expression.Getter;
import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Bound;
import io.emend.model.tokenizer.jinja.python.Dicts;
import io.emend.model.tokenizer.jinja.python.Generator;
import io.emend.model.tokenizer.jinja.python.Operators;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Subscripts;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.Undefined;
import io.emend.model.tokenizer.jinja.python.Values;
import io.emend.model.tokenizer.jinja.python.text.Printing;
import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Filters that make one thing of many, or an order of them. */
final class SequenceFilters {
  private SequenceFilters() {}

  static void register(Map<String, Filter> filters) {
    filters.put("first", (value, none) -> first(value));
    filters.put("last", (value, none) -> first(reversed(value)));
    filters.put("list", (value, none) -> new ArrayList<>(Values.list(value)));
    filters.put("reverse", (value, none) -> reverse(value));
    filters.put("items", (value, none) -> items(value));
    filters.put("join", SequenceFilters::join);
    filters.put("sort", SequenceFilters::sort);
    filters.put("dictsort", SequenceFilters::dictsort);
    filters.put("sum", SequenceFilters::sum);
    filters.put("min", (value, how) -> extreme(value, how, false));
    filters.put("max", (value, how) -> extreme(value, how, true));
  }

  private static Object first(Object value) {
    Iterator<Object> items = Values.iterate(value);
    return items.hasNext() ? items.next() : new Undefined("the first item of nothing");
  }

  private static List<Object> reversed(Object value) {
    if (value instanceof Generator) {
      throw new PythonError("a generator has no last item: put | list before");
    }
    List<Object> items = new ArrayList<>(Values.list(value));
    Collections.reverse(items);
    return items;
  }

  private static Object reverse(Object value) {
    if (value instanceof String text) {
      return Subscripts.slice(text, null, null, -1L);
    }
    List<Object> items = new ArrayList<>(Values.list(value));
    Collections.reverse(items);
    return new Generator(items.iterator());
  }

  @SuppressWarnings("unchecked")
  private static Object items(Object value) {
    if (value instanceof Undefined) {
      return new Generator(Collections.emptyIterator());
    }
    if (value instanceof Map) {
      return new Generator(Dicts.pairs((Map<Object, Object>) value).iterator());
    }
    throw new PythonError("items takes a dict, not " + Values.typeName(value));
  }

  private static Object join(Object value, Arguments arguments) {
    Bound bound = arguments.bind("join", "d", "attribute");
    List<Object> parts = new ArrayList<>(Values.list(value));
    if (bound.optional(1, null) != null) {
      parts.replaceAll(part -> Getter.of(bound.required(1)).get(part));
    }
    return Texts.joined(Printing.text(bound.optional(0, "")), parts);
  }

  private static Object sort(Object value, Arguments arguments) {
    Bound bound = arguments.bind("sort", "reverse", "case_sensitive", "attribute");
    Object attribute = bound.optional(2, null);
    Comparator<Object> order = order(attribute, bound.flag(1, false));
    List<Object> items = new ArrayList<>(Values.list(value));
    items.sort(bound.flag(0, false) ? order.reversed() : order);
    return items;
  }

  private static Comparator<Object> order(Object attribute, boolean caseSensitive) {
    Getter getter = Getter.ofSeveral(attribute);
    return (a, b) ->
        Values.compare(key(getter.get(a), caseSensitive), key(getter.get(b), caseSensitive));
  }

  private static Object key(Object value, boolean caseSensitive) {
    if (value instanceof List<?> several) {
      List<Object> keys = new ArrayList<>(several);
      keys.replaceAll(one -> key(one, caseSensitive));
      return keys;
    }
    return value instanceof String text && !caseSensitive ? Texts.lower(text) : value;
  }

  private static Object dictsort(Object value, Arguments arguments) {
    Bound bound = arguments.bind("dictsort", "case_sensitive", "by", "reverse");
    Object by = bound.optional(1, "key");
    if (!by.equals("key") && !by.equals("value")) {
      throw new PythonError("dictsort goes by key or value, not by " + Printing.text(by));
    }
    List<Object> pairs = Values.list(items(value));
    int place = by.equals("key") ? 0 : 1;
    boolean caseSensitive = bound.flag(0, false);
    Comparator<Object> order =
        (a, b) ->
            Values.compare(
                key(((Tuple) a).items().get(place), caseSensitive),
                key(((Tuple) b).items().get(place), caseSensitive));
    pairs.sort(bound.flag(2, false) ? order.reversed() : order);
    return pairs;
  }

  private static Object sum(Object value, Arguments arguments) {
    Bound bound = arguments.bind("sum", "attribute", "start");
    Getter getter = Getter.of(bound.optional(0, null));
    Object sum = bound.optional(1, 0L);
    for (Object item : Values.list(value)) {
      sum = Operators.ADD.apply(sum, getter.get(item));
    }
    return sum;
  }

  private static Object extreme(Object value, Arguments arguments, boolean largest) {
    Bound bound = arguments.bind("min", "case_sensitive", "attribute");
    List<Object> items = Values.list(value);
    if (items.isEmpty()) {
      return new Undefined("the extreme of nothing");
    }
    Comparator<Object> order = order(bound.optional(1, null), bound.flag(0, false));
    Object found = items.get(0);
    for (Object item : items) {
      int compared = order.compare(item, found);
      found = largest ? compared > 0 ? item : found : compared < 0 ? item : found;
    }
    return found;
  }
}
