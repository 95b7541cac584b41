package io.emend.model.tokenizer.jinja.filter;

import io.emend.model.tokenizer.jinja.python.Arguments;

/** A filter's function. */
@FunctionalInterface
interface Filter {
  Object apply(Object value, Arguments arguments);
}
