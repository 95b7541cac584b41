package io.emend.model.tokenizer.jinja.syntax;

/**
 * A literal's escapes as Python reads them: a backslash before a letter that means nothing stays,
 * so {@code <\s>} is what it looks like.
 */
final class StringLiteral {
  private static final String PLAIN = "\\'\"abfnrtv";
  private static final String MEANING = "\\'\"\007\b\f\n\r\t\013";

  private final String written;
  private final int line;
  private final StringBuilder value = new StringBuilder();
  private int at;

  private StringLiteral(String written, int line) {
    this.written = written;
    this.line = line;
  }

  /**
   * @param written what stands between the quotes
   */
  static String value(String written, int line) {
    StringLiteral literal = new StringLiteral(written, line);
    while (literal.at < written.length()) {
      char letter = written.charAt(literal.at++);
      if (letter == '\\') {
        literal.escape();
      } else {
        literal.value.append(letter);
      }
    }
    return literal.value.toString();
  }

  private void escape() {
    char kind = written.charAt(at++);
    int plain = PLAIN.indexOf(kind);
    if (plain >= 0) {
      value.append(MEANING.charAt(plain));
    } else if (kind >= '0' && kind <= '7') {
      octal();
    } else {
      switch (kind) {
        case '\n' -> {}
        case 'x' -> hexadecimal(2);
        case 'u' -> hexadecimal(4);
        case 'U' -> hexadecimal(8);
        case 'N' -> throw new SyntaxError(line, "\\N in a text is not supported");
        default -> value.append('\\').append(kind);
      }
    }
  }

  private void octal() {
    int start = at - 1;
    while (at < written.length() && at < start + 3 && "01234567".indexOf(written.charAt(at)) >= 0) {
      at++;
    }
    value.append((char) Integer.parseInt(written.substring(start, at), 8));
  }

  private void hexadecimal(int digits) {
    try {
      int letter = Integer.parseUnsignedInt(written.substring(at, at + digits), 16);
      value.appendCodePoint(letter);
      at += digits;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new SyntaxError(line, "a text has an escape that is cut short or no letter");
    }
  }
}
