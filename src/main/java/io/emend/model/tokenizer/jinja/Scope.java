package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.python.Undefined;
import java.util.HashMap;
import java.util.Map;

/**
 * Names as Jinja2 scopes them: what a loop, macro or block assigns stays in it, what surrounds it
 * is seen; a condition has no scope of its own.
 */
public final class Scope {
  private final Scope parent;
  private final Map<String, Object> names;
  private final Rendering rendering;
  private final StringBuilder out;

  private Scope(Scope parent, Map<String, Object> names, Rendering rendering, StringBuilder out) {
    this.parent = parent;
    this.names = names;
    this.rendering = rendering;
    this.out = out;
  }

  /** A template's outermost scope, which holds what is passed to it. */
  public static Scope outermost(Map<String, Object> passed, Rendering rendering) {
    Scope globals = new Scope(null, rendering.globals(), rendering, new StringBuilder());
    return new Scope(globals, new HashMap<>(passed), rendering, new StringBuilder()).inner();
  }

  /** Prints to the same place. */
  Scope inner() {
    return new Scope(this, new HashMap<>(), rendering, out);
  }

  /** Prints to a text of its own. */
  Scope captured() {
    return new Scope(this, new HashMap<>(), rendering, new StringBuilder());
  }

  public Object get(String name) {
    for (Scope scope = this; scope != null; scope = scope.parent) {
      if (scope.names.containsKey(name)) {
        return scope.names.get(name);
      }
    }
    return new Undefined(name);
  }

  void set(String name, Object value) {
    names.put(name, value);
  }

  void print(String text) {
    rendering.print(text, out);
  }

  String printed() {
    return out.toString();
  }

  public Rendering rendering() {
    return rendering;
  }
}
