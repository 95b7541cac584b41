package io.emend.model.tokenizer.jinja.expression;

import io.emend.model.tokenizer.jinja.Scope;

/** A part of a template that has a value. */
@FunctionalInterface
public interface Expression {
  Object value(Scope scope);
}
