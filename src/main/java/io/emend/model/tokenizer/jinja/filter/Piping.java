package io.emend.model.tokenizer.jinja.filter;

import io.emend.model.tokenizer.jinja.Scope;
import io.emend.model.tokenizer.jinja.expression.CallArguments;
import io.emend.model.tokenizer.jinja.expression.Expression;
import io.emend.model.tokenizer.jinja.python.Arguments;

/** Filters and tests, as they stand in an expression. */
public final class Piping {
  private Piping() {}

  /** {@code input | name(arguments)} */
  public record Filtered(Expression input, String name, CallArguments arguments)
      implements Expression {
    @Override
    public Object value(Scope scope) {
      Object value = input.value(scope);
      scope.rendering().step(value);
      Arguments passed = arguments.values(scope);
      Object result = Filters.named(name).apply(value, passed);
      scope.rendering().step(result);
      return result;
    }
  }

  /** {@code input is name(arguments)} */
  public record Tested(Expression input, String name, CallArguments arguments)
      implements Expression {
    @Override
    public Object value(Scope scope) {
      Object value = input.value(scope);
      scope.rendering().step(null);
      return Tests.named(name).holds(value, arguments.values(scope));
    }
  }
}
