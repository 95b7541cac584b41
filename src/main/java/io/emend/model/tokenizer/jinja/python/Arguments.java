package io.emend.model.tokenizer.jinja.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a call passes, evaluated. */
public record Arguments(List<Object> positional, Map<String, Object> named) {
  public static final Arguments NONE = new Arguments(List.of(), Map.of());

  /** One positional argument. */
  public static Arguments of(Object only) {
    List<Object> positional = new ArrayList<>();
    positional.add(only);
    return new Arguments(positional, Map.of());
  }

  /** Without the first {@code count} positional ones. */
  public Arguments skip(int count) {
    return new Arguments(positional.subList(count, positional.size()), named);
  }

  /** By the parameters' order and names, as Python does; more or other ones are an error. */
  public Bound bind(String function, String... parameters) {
    if (positional.size() > parameters.length) {
      throw new PythonError(
          function
              + " takes at most "
              + parameters.length
              + " arguments, not "
              + positional.size());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < positional.size(); i++) {
      values.put(parameters[i], positional.get(i));
    }
    for (Map.Entry<String, Object> one : named.entrySet()) {
      if (!List.of(parameters).contains(one.getKey()) || values.containsKey(one.getKey())) {
        throw new PythonError(function + " does not take the argument " + one.getKey());
      }
      values.put(one.getKey(), one.getValue());
    }
    return new Bound(function, List.of(parameters), values);
  }
}
