package io.emend.model.tokenizer.jinja.python;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Python's names of the types, for messages. */
final class TypeNames {
  private static final Map<Class<?>, String> NAMES = new LinkedHashMap<>();

  static {
    NAMES.put(String.class, "str");
    NAMES.put(Boolean.class, "bool");
    NAMES.put(Double.class, "float");
    NAMES.put(Range.class, "range");
    NAMES.put(List.class, "list");
    NAMES.put(Map.class, "dict");
    NAMES.put(Tuple.class, "tuple");
    NAMES.put(Undefined.class, "an undefined value");
    NAMES.put(Callable.class, "a function");
  }

  private TypeNames() {}

  static String of(Object value) {
    return NAMES.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(value))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(value.getClass().getSimpleName());
  }
}
