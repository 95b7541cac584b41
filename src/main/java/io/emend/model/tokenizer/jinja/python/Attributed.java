package io.emend.model.tokenizer.jinja.python;

/** A value with attributes of its own, such as a namespace or a loop's state. */
public interface Attributed {
  /** The attribute, or an undefined value. */
  Object attribute(String name);
}
