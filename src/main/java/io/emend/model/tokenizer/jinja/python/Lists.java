package io.emend.model.tokenizer.jinja.python;

import io.emend.model.tokenizer.jinja.python.Methods.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The methods of Python's list and tuple. */
final class Lists {
  private static final Map<String, Method<Object>> METHODS =
      Map.of(
          "count", (list, arguments) -> count(list, arguments),
          "index", (list, arguments) -> index(list, arguments),
          "copy", (list, none) -> new ArrayList<>(Values.list(list)));

  private static final Set<String> FORBIDDEN =
      Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");

  private Lists() {}

  static Set<String> names() {
    return METHODS.keySet();
  }

  static Object method(Object list, String name) {
    return FORBIDDEN.contains(name) ? Methods.forbidden(name) : Methods.bound(METHODS, list, name);
  }

  private static long count(Object list, Arguments arguments) {
    Object wanted = arguments.bind("count()", "value").required(0);
    return Values.list(list).stream().filter(item -> Values.equal(item, wanted)).count();
  }

  private static long index(Object list, Arguments arguments) {
    Object wanted = arguments.bind("index()", "value").required(0);
    List<Object> items = Values.list(list);
    for (int i = 0; i < items.size(); i++) {
      if (Values.equal(items.get(i), wanted)) {
        return i;
      }
    }
    throw new PythonError("index(): the value is not in the list");
  }
}
