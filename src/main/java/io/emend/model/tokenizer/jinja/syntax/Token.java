package io.emend.model.tokenizer.jinja.syntax;

/**
 * A piece of a template.
 *
 * @param text as it stands there; of a data token what is printed
 * @param value of a literal
 */
public record Token(Kind kind, String text, Object value, int line) {

  /** What a token is. */
  public enum Kind {
    DATA,
    BLOCK_BEGIN,
    BLOCK_END,
    VARIABLE_BEGIN,
    VARIABLE_END,
    NAME,
    STRING,
    NUMBER,
    OPERATOR,
    END
  }

  public boolean is(Kind wanted) {
    return kind == wanted;
  }

  public boolean isName(String name) {
    return kind == Kind.NAME && text.equals(name);
  }

  public boolean isOperator(String operator) {
    return kind == Kind.OPERATOR && text.equals(operator);
  }
}
