package io.emend.model.tokenizer.jinja.expression;

import io.emend.model.tokenizer.jinja.Scope;
import io.emend.model.tokenizer.jinja.python.Callable;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Subscripts;
import io.emend.model.tokenizer.jinja.python.Undefined;
import io.emend.model.tokenizer.jinja.python.Values;

/** Expressions that read or call what is there. */
public final class Access {
  private Access() {}

  /** A variable. */
  public record Name(String name) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object value = scope.get(name);
      scope.rendering().step(null);
      return value;
    }
  }

  /** {@code of.name} */
  record Attribute(Expression of, String name) implements Expression {
    @Override
    public Object value(Scope scope) {
      scope.rendering().step(null);
      return Subscripts.attribute(of.value(scope), name);
    }
  }

  /** {@code of[key]} */
  record Item(Expression of, Expression key) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object container = of.value(scope);
      scope.rendering().step(container instanceof String ? container : null);
      return Subscripts.item(container, key.value(scope));
    }
  }

  /** {@code of[from:to:by]}, each of them null where it is left out. */
  record Slice(Expression of, Expression from, Expression to, Expression by) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object container = of.value(scope);
      scope.rendering().step(container);
      return Subscripts.slice(
          container, valueOf(from, scope), valueOf(to, scope), valueOf(by, scope));
    }

    private static Object valueOf(Expression bound, Scope scope) {
      return bound == null ? null : bound.value(scope);
    }
  }

  /** {@code callee(arguments)} */
  public record Call(Expression callee, CallArguments arguments) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object function = callee.value(scope);
      if (callee instanceof Attribute method) {
        scope.rendering().step(method.of() instanceof Name name ? name.value(scope) : null);
      }
      if (function instanceof Undefined undefined) {
        throw undefined.failure();
      }
      if (!(function instanceof Callable callable)) {
        throw new PythonError(Values.typeName(function) + " cannot be called");
      }
      Object result = callable.call(arguments.values(scope));
      scope.rendering().step(result);
      return result;
    }
  }
}
