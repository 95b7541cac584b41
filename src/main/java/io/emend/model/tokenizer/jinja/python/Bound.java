package io.emend.model.tokenizer.jinja.python;

import java.util.List;
import java.util.Map;

/** The arguments of a call by their parameters. */
public record Bound(String function, List<String> parameters, Map<String, Object> values) {

  public boolean has(int index) {
    return values.containsKey(parameters.get(index));
  }

  public Object required(int index) {
    if (!has(index)) {
      throw new PythonError(function + " needs the argument " + parameters.get(index));
    }
    return values.get(parameters.get(index));
  }

  public Object optional(int index, Object otherwise) {
    return has(index) ? values.get(parameters.get(index)) : otherwise;
  }

  /** A text, or null where None or nothing was passed. */
  public String text(int index) {
    Object value = optional(index, null);
    if (value != null && !(value instanceof String)) {
      throw PythonError.type(function, value);
    }
    return (String) value;
  }

  public boolean flag(int index, boolean otherwise) {
    return has(index) ? Values.truth(required(index)) : otherwise;
  }

  public int count(int index, int otherwise) {
    Object value = optional(index, null);
    return value == null ? otherwise : Numbers.index(value);
  }
}
