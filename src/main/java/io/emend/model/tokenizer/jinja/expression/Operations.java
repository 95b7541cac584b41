package io.emend.model.tokenizer.jinja.expression;

import io.emend.model.tokenizer.jinja.Scope;
import io.emend.model.tokenizer.jinja.python.Operators;
import io.emend.model.tokenizer.jinja.python.Undefined;
import io.emend.model.tokenizer.jinja.python.Values;
import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.util.ArrayList;
import java.util.List;

/** Expressions with operators, with Python's meaning. */
public final class Operations {
  private Operations() {}

  /** {@code not of} */
  record Not(Expression of) implements Expression {
    @Override
    public Object value(Scope scope) {
      return !Values.truth(of.value(scope));
    }
  }

  /** {@code -of}, or {@code +of} */
  record Signed(Expression of, boolean negative) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object value = of.value(scope);
      return negative ? Operators.negative(value) : Operators.positive(value);
    }
  }

  /** Gives the first operand that decides, not its truth. */
  record And(Expression left, Expression right) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object first = left.value(scope);
      return Values.truth(first) ? right.value(scope) : first;
    }
  }

  /** Gives the first operand that decides, not its truth. */
  record Or(Expression left, Expression right) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object first = left.value(scope);
      return Values.truth(first) ? first : right.value(scope);
    }
  }

  /** {@code yes if test else no}; without an else it is undefined, or null here. */
  record Conditional(Expression test, Expression yes, Expression no) implements Expression {
    @Override
    public Object value(Scope scope) {
      if (Values.truth(test.value(scope))) {
        return yes.value(scope);
      }
      return no == null ? new Undefined("a condition without else") : no.value(scope);
    }
  }

  /** {@code left + right} and the like. */
  record Arithmetic(Operators operator, Expression left, Expression right) implements Expression {
    @Override
    public Object value(Scope scope) {
      Object result = operator.apply(left.value(scope), right.value(scope));
      scope.rendering().step(result);
      return result;
    }
  }

  /** {@code a ~ b}: texts of all kinds of values side by side. */
  public record Concatenation(List<Expression> parts) implements Expression {
    @Override
    public Object value(Scope scope) {
      List<Object> values = new ArrayList<>();
      parts.forEach(part -> values.add(part.value(scope)));
      String text = Texts.joined("", values);
      scope.rendering().step(text);
      return text;
    }
  }

  /** {@code first < second <= third}: true if each step is. */
  record Comparison(Expression first, List<Step> steps) implements Expression {

    /** An operator and what stands behind it. */
    record Step(Relation relation, Expression operand) {}

    @Override
    public Object value(Scope scope) {
      Object left = first.value(scope);
      for (Step step : steps) {
        Object right = step.operand.value(scope);
        scope.rendering().step(right);
        if (!step.relation.holds(left, right)) {
          return false;
        }
        left = right;
      }
      return true;
    }
  }
}
