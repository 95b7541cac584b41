package io.emend.model.tokenizer.jinja.syntax;

import java.io.Serial;

/** What keeps a template from being read, with its line. */
public final class SyntaxError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  public SyntaxError(int line, String message) {
    super("line " + line + ": " + message, null, false, false);
  }
}
