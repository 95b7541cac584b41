package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.Statement.Flow;
import io.emend.model.tokenizer.jinja.python.Undefined;
import java.util.List;

/** Statements with a scope of their own. */
record Body(List<Statement> statements, FrameNames names) {

  /**
   * @param scope made for this run of it
   */
  Flow run(Scope scope) {
    for (String name : names.unset()) {
      scope.set(name, new Undefined(name));
    }
    return Statement.all(statements, scope);
  }
}
