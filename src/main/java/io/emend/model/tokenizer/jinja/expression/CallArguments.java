package io.emend.model.tokenizer.jinja.expression;

import io.emend.model.tokenizer.jinja.Scope;
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
public record CallArguments(
    List<Expression> positional,
    Map<String, Expression> named,
    Expression spread,
    Expression namedSpread) {
  public static final CallArguments NONE = new CallArguments(List.of(), Map.of(), null, null);

  public Arguments values(Scope scope) {
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
