package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.expression.Access;
import io.emend.model.tokenizer.jinja.expression.CallArguments;
import io.emend.model.tokenizer.jinja.expression.Expression;
import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Values;
import io.emend.model.tokenizer.jinja.python.text.Printing;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The statements other than loops. */
final class Statements {
  private Statements() {}

  /** Text between tags. */
  record Data(String text) implements Statement {
    @Override
    public Flow run(Scope scope) {
      scope.print(text);
      return Flow.NEXT;
    }
  }

  /** {@code {{ expression }}} */
  record Print(Expression expression, int line) implements Statement {
    @Override
    public Flow run(Scope scope) {
      scope.rendering().at(line);
      scope.print(Printing.text(expression.value(scope)));
      return Flow.NEXT;
    }
  }

  /** Branches in order; an else's test is always true. */
  record If(List<Branch> branches) implements Statement {

    /** A condition and what it leads to. */
    record Branch(Expression test, List<Statement> body, int line) {}

    @Override
    public Flow run(Scope scope) {
      for (Branch branch : branches) {
        scope.rendering().at(branch.line);
        if (Values.truth(branch.test.value(scope))) {
          return Statement.all(branch.body, scope);
        }
      }
      return Flow.NEXT;
    }
  }

  /** {@code {% set target = value %}} */
  record Assign(Target target, Expression value, int line) implements Statement {
    @Override
    public Flow run(Scope scope) {
      scope.rendering().at(line);
      target.assign(scope, value.value(scope));
      return Flow.NEXT;
    }
  }

  /** What a block prints, through a filter, assigned or, without a target, printed. */
  record Capture(Target target, Expression filter, Body body, int line) implements Statement {
    /** The name under which the filter finds the text; no template can write it. */
    static final String TEXT = "";

    @Override
    public Flow run(Scope scope) {
      scope.rendering().at(line);
      Scope inner = scope.captured();
      body.run(inner);
      inner.set(TEXT, inner.printed());
      Object value = filter == null ? inner.printed() : filter.value(inner);
      if (target == null) {
        scope.print(Printing.text(value));
      } else {
        target.assign(scope, value);
      }
      return Flow.NEXT;
    }
  }

  /** {@code {% with a = b %}}: variables for a block alone. */
  record With(List<Assign> variables, Body body) implements Statement {
    @Override
    public Flow run(Scope scope) {
      Scope inner = scope.inner();
      variables.forEach(one -> one.target.assign(inner, one.value.value(scope)));
      return body.run(inner);
    }
  }

  /** {@code {% macro name(parameters) %}} */
  record Define(String name, Macro.Signature signature, Body body) implements Statement {
    @Override
    public Flow run(Scope scope) {
      scope.set(name, new Macro(name, signature, body, scope));
      return Flow.NEXT;
    }
  }

  /** {@code {% call macro() %}}: the block is what the macro calls as {@code caller()}. */
  record CallBlock(Access.Call call, Macro.Signature signature, Body body, int line)
      implements Statement {
    @Override
    public Flow run(Scope scope) {
      scope.rendering().at(line);
      Macro caller = new Macro("caller", signature, body, scope);
      Map<String, Expression> named = new LinkedHashMap<>(call.arguments().named());
      named.put("caller", anywhere -> caller);
      CallArguments with =
          new CallArguments(
              call.arguments().positional(),
              named,
              call.arguments().spread(),
              call.arguments().namedSpread());
      scope.print(Printing.text(new Access.Call(call.callee(), with).value(scope)));
      return Flow.NEXT;
    }
  }

  /** {@code {% generation %}}: only training would look at where it is; it has its own scope. */
  record Generation(Body body) implements Statement {
    @Override
    public Flow run(Scope scope) {
      Macro.Signature none = Macro.Signature.NONE;
      scope.print((String) new Macro("generation", none, body, scope).call(Arguments.NONE));
      return Flow.NEXT;
    }
  }

  /** {@code {% break %}} and {@code {% continue %}} */
  record Leave(Flow flow) implements Statement {
    @Override
    public Flow run(Scope scope) {
      return flow;
    }
  }
}
