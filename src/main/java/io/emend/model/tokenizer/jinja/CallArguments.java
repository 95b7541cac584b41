package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands between a call's brackets.
 *
 * @param spread behind {@code *}, or null
 * @param namedSpread behind {@code **}, or null
 */
record CallArguments(
    List<Expression> positional,
    Map<String, Expression> named,
    Expression spread,
    Expression namedSpread) {
  static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

  Arguments values(Scope scope) {
    List<Object> values = new ArrayList<>();
    positional.forEach(one -> values.add(one.value(scope)));
    Map<String, Object> byName = new LinkedHashMap<>();
    named.forEach((name, one) -> byName.put(name, one.value(scope)));
    if (spread != null) {
      values.addAll(Values.list(spread.value(scope)));
    }
    if (namedSpread != null) {
      if (!(namedSpread.value(scope) instanceof Map<?, ?> map)) {
        throw new PythonError("what stands behind ** must be a dict");
      }
      map.forEach((name, value) -> byName.put(String.valueOf(name), value));
    }
    return new Arguments(values, byName);
  }
}
