package io.emend.model.tokenizer.jinja.python;

import io.emend.model.tokenizer.jinja.python.text.TextMethods;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The methods that a template may call on data, and those that Jinja's sandbox forbids. */
public final class Methods {
  /** They would change what they are called on. */
  private static final Set<String> CHANGING =
      Set.of(
          "append",
          "clear",
          "extend",
          "insert",
          "pop",
          "popitem",
          "remove",
          "reverse",
          "setdefault",
          "sort",
          "update");

  private static final Set<String> KNOWN =
      Stream.<Collection<String>>of(
              TextMethods.names(),
              Dicts.names(),
              Lists.names(),
              CHANGING,
              Set.of("cycle", "changed"))
          .flatMap(Collection::stream)
          .collect(Collectors.toUnmodifiableSet());

  private Methods() {}

  /** A method of one kind of value. */
  public interface Method<T> {
    Object call(T self, Arguments arguments);
  }

  /** Whether some value has such a method: what else is called by its name is not supported. */
  public static boolean areKnown(String name) {
    return KNOWN.contains(name);
  }

  /** The method with its object, or null; a changing one is undefined, as the sandbox has it. */
  public static <T> Object bound(Map<String, Method<T>> methods, T self, String name) {
    Method<T> method = methods.get(name);
    return method == null ? null : (Callable) arguments -> method.call(self, arguments);
  }

  static Undefined forbidden(String name) {
    return new Undefined("the method " + name + ", which changes what it is called on,");
  }

  static boolean areChanging(String name) {
    return CHANGING.contains(name);
  }
}
