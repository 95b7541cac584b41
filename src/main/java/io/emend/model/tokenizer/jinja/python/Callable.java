package io.emend.model.tokenizer.jinja.python;

/** What a template can call: a function, a method with its object, a macro. */
@FunctionalInterface
public interface Callable {
  Object call(Arguments arguments);
}
