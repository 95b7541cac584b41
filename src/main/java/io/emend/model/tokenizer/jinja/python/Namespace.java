package io.emend.model.tokenizer.jinja.python;

import java.util.HashMap;
import java.util.Map;

/** Jinja's {@code namespace()}: what a loop may write to and its surroundings read. */
public final class Namespace implements Attributed {
  private final Map<String, Object> values = new HashMap<>();

  /** Takes what {@code dict()} takes. */
  public Namespace(Arguments arguments) {
    Dicts.make(arguments).forEach((key, value) -> set(String.valueOf(key), value));
  }

  public void set(String name, Object value) {
    if (name.startsWith("_")) {
      throw new PythonError("a namespace's attribute must not begin with _, but is " + name);
    }
    values.put(name, value);
  }

  @Override
  public Object attribute(String name) {
    return values.containsKey(name)
        ? values.get(name)
        : new Undefined("the namespace's attribute " + name);
  }
}
