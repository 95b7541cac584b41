package io.emend.model.tokenizer.jinja.syntax;

import io.emend.model.tokenizer.jinja.Scope;
import io.emend.model.tokenizer.jinja.expression.Expression;
import io.emend.model.tokenizer.jinja.python.Tuple;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Expressions that make values. */
public final class Literals {
  private Literals() {}

  /** A text, number, truth value or None. */
  public record Constant(Object constant) implements Expression {
    @Override
    public Object value(Scope scope) {
      return constant;
    }
  }

  /** {@code [a, b]} */
  public record ListOf(List<Expression> items) implements Expression {
    @Override
    public Object value(Scope scope) {
      return values(items, scope);
    }
  }

  /** {@code a, b} */
  public record TupleOf(List<Expression> items) implements Expression {
    @Override
    public Object value(Scope scope) {
      return new Tuple(values(items, scope));
    }
  }

  /** {@code {a: b}} */
  public record DictOf(List<Entry> entries) implements Expression {

    /** A key and its value. */
    public record Entry(Expression key, Expression value) {}

    @Override
    public Object value(Scope scope) {
      Map<Object, Object> dict = new LinkedHashMap<>();
      entries.forEach(entry -> dict.put(entry.key.value(scope), entry.value.value(scope)));
      return dict;
    }
  }

  private static List<Object> values(List<Expression> items, Scope scope) {
    List<Object> values = new ArrayList<>();
    items.forEach(item -> values.add(item.value(scope)));
    return values;
  }
}
