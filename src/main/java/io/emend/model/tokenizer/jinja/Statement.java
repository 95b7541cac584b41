package io.emend.model.tokenizer.jinja;

import java.util.List;

/** A part of a template that prints, assigns or leads on. */
interface Statement {

  /** How a loop goes on behind a statement. */
  enum Flow {
    NEXT,
    CONTINUE,
    BREAK
  }

  Flow run(Scope scope);

  /** One after the other, until one leaves the loop around them. */
  static Flow all(List<Statement> statements, Scope scope) {
    for (Statement statement : statements) {
      Flow flow = statement.run(scope);
      if (flow != Flow.NEXT) {
        return flow;
      }
    }
    return Flow.NEXT;
  }
}
