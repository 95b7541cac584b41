package io.emend.model.tokenizer.jinja;

import java.io.Serial;

/** What keeps a template from being read, with its line. */
final class SyntaxError extends RuntimeException {
  @Serial private static final long serialVersionUID = 1L;

  SyntaxError(int line, String message) {
    super("line " + line + ": " + message, null, false, false);
  }
}
