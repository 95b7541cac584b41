package io.emend.model.tokenizer.jinja.filter;

import io.emend.model.tokenizer.jinja.expression.Getter;
import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Generator;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Undefined;
import io.emend.model.tokenizer.jinja.python.Values;
import io.emend.model.tokenizer.jinja.python.text.Printing;
import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;

/** Filters that choose or change each item; like Jinja's, they give a generator. */
final class SelectingFilters {
  private SelectingFilters() {}

  static void register(Map<String, Filter> filters) {
    filters.put("select", (value, how) -> chosen(value, Getter.of(null), how, true));
    filters.put("reject", (value, how) -> chosen(value, Getter.of(null), how, false));
    filters.put("selectattr", (value, how) -> chosen(value, getter(how), how.skip(1), true));
    filters.put("rejectattr", (value, how) -> chosen(value, getter(how), how.skip(1), false));
    filters.put("map", (value, how) -> generated(value, change(how)));
    filters.put("unique", SelectingFilters::unique);
  }

  private static Getter getter(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      throw new PythonError("selectattr needs an attribute");
    }
    return Getter.of(arguments.positional().get(0));
  }

  private static Generator chosen(
      Object value, Getter getter, Arguments arguments, boolean wanted) {
    Predicate<Object> test = test(arguments);
    List<Object> chosen = new ArrayList<>();
    items(value)
        .forEachRemaining(
            item -> {
              if (test.test(getter.get(item)) == wanted) {
                chosen.add(item);
              }
            });
    return new Generator(chosen.iterator());
  }

  /** Nothing, None included, has no items. */
  private static Iterator<Object> items(Object value) {
    return Values.truth(value) ? Values.iterate(value) : Collections.emptyIterator();
  }

  private static Predicate<Object> test(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      return Values::truth;
    }
    Tests.Test test = Tests.named(Printing.text(arguments.positional().get(0)));
    Arguments rest = arguments.skip(1);
    return item -> test.holds(item, rest);
  }

  private static Generator generated(Object value, Function<Object, Object> change) {
    List<Object> changed = new ArrayList<>();
    items(value).forEachRemaining(item -> changed.add(change.apply(item)));
    return new Generator(changed.iterator());
  }

  /** {@code map(attribute=…, default=…)} or {@code map('filter', …)}. */
  private static Function<Object, Object> change(Arguments arguments) {
    if (arguments.positional().isEmpty()) {
      var bound = arguments.bind("map", "attribute", "default");
      Getter getter = Getter.of(bound.required(0));
      Object otherwise = bound.optional(1, null);
      return item -> {
        Object found = getter.get(item);
        return found instanceof Undefined && otherwise != null ? otherwise : found;
      };
    }
    Filter filter = Filters.named(Printing.text(arguments.positional().get(0)));
    Arguments rest = arguments.skip(1);
    return item -> filter.apply(item, rest);
  }

  private static Object unique(Object value, Arguments arguments) {
    var bound = arguments.bind("unique", "case_sensitive", "attribute");
    Getter getter = Getter.of(bound.optional(1, null));
    boolean caseSensitive = bound.flag(0, false);
    List<Object> seen = new ArrayList<>();
    List<Object> unique = new ArrayList<>();
    for (Object item : Values.list(value)) {
      Object found = getter.get(item);
      Object key = found instanceof String text && !caseSensitive ? Texts.lower(text) : found;
      if (!Values.contains(seen, key)) {
        seen.add(key);
        unique.add(item);
      }
    }
    return new Generator(unique.iterator());
  }
}
