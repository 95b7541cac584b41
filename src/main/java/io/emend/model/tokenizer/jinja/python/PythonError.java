package io.emend.model.tokenizer.jinja.python;

import java.io.Serial;

/**
 * What Python, or Jinja's sandbox, would raise. The template that did it turns it into a refusal.
 */
public final class PythonError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public PythonError(String message) {
    super(message, null, false, false);
  }

  /** A value of a kind that an operation does not take. */
  public static PythonError type(String operation, Object value) {
    return new PythonError(operation + " does not take " + Values.typeName(value));
  }
}
