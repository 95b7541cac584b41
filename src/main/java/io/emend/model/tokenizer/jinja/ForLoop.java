package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.expression.Expression;
import io.emend.model.tokenizer.jinja.python.Generator;
import io.emend.model.tokenizer.jinja.python.Values;
import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * {@code {% for target in items if test %}}: elements are tested as the loop comes to them. The
 * else is run when no element's body ran to its end, which is how Jinja2 has it.
 *
 * @param test or null
 */
record ForLoop(
    Target target, Expression items, Expression test, Body body, Body otherwise, int line)
    implements Statement {

  @Override
  public Flow run(Scope scope) {
    scope.rendering().at(line);
    Object iterable = items.value(scope);
    Object source = test == null ? iterable : new Generator(tested(iterable, scope));
    LoopState loop = new LoopState(source);
    boolean completed = false;
    while (loop.advance()) {
      Scope inner = scope.inner();
      scope.rendering().step(null);
      target.assign(inner, loop.current());
      inner.set("loop", loop);
      Flow flow = body.run(inner);
      if (flow == Flow.BREAK) {
        break;
      }
      completed |= flow == Flow.NEXT;
    }
    return completed ? Flow.NEXT : otherwise.run(scope.inner());
  }

  private Iterator<Object> tested(Object iterable, Scope scope) {
    Iterator<Object> all = Values.iterate(iterable);
    return new Iterator<>() {
      private boolean found;
      private Object next;

      @Override
      public boolean hasNext() {
        while (!found && all.hasNext()) {
          next = all.next();
          Scope inner = scope.inner();
          scope.rendering().step(null);
          target.assign(inner, next);
          found = Values.truth(test.value(inner));
        }
        return found;
      }

      @Override
      public Object next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        found = false;
        return next;
      }
    };
  }
}
