package io.emend.model.tokenizer.jinja.python;

import io.emend.model.tokenizer.jinja.python.Methods.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Python's dict: a map that keeps its order, and may hold None. */
public final class Dicts {
  private static final Map<String, Method<Map<Object, Object>>> METHODS =
      Map.of(
          "get", Dicts::get,
          "items", (dict, none) -> view(DictView.Kind.ITEMS, dict, none),
          "keys", (dict, none) -> view(DictView.Kind.KEYS, dict, none),
          "values", (dict, none) -> view(DictView.Kind.VALUES, dict, none),
          "copy", (dict, none) -> new LinkedHashMap<>(dict));

  private static final Set<String> FORBIDDEN =
      Set.of("clear", "pop", "popitem", "setdefault", "update");

  private Dicts() {}

  static Set<String> names() {
    return METHODS.keySet();
  }

  @SuppressWarnings("unchecked")
  static Object method(Object dict, String name) {
    return FORBIDDEN.contains(name)
        ? Methods.forbidden(name)
        : Methods.bound(METHODS, (Map<Object, Object>) dict, name);
  }

  private static Object get(Map<Object, Object> dict, Arguments arguments) {
    Bound bound = arguments.bind("get()", "key", "default");
    Object key = bound.required(0);
    return dict.containsKey(key) ? dict.get(key) : bound.optional(1, null);
  }

  private static DictView view(DictView.Kind kind, Map<Object, Object> dict, Arguments none) {
    none.bind("a dict's view");
    return new DictView(kind, dict);
  }

  /** {@code dict(mapping or pairs, name=value)}. */
  public static Map<Object, Object> make(Arguments arguments) {
    Map<Object, Object> made = new LinkedHashMap<>();
    for (Object source : arguments.positional()) {
      if (source instanceof Map<?, ?> map) {
        made.putAll(map);
      } else {
        Values.iterate(source).forEachRemaining(pair -> put(made, Values.list(pair)));
      }
    }
    made.putAll(arguments.named());
    return made;
  }

  private static void put(Map<Object, Object> made, List<Object> pair) {
    if (pair.size() != 2) {
      throw new PythonError("dict() takes pairs, not " + pair.size() + " elements");
    }
    made.put(pair.get(0), pair.get(1));
  }

  /** The entries as a list of pairs. */
  public static List<Object> pairs(Map<Object, Object> dict) {
    return DictView.pairs(dict);
  }
}
