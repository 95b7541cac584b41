package io.emend.model.tokenizer.jinja.expression;

import io.emend.model.tokenizer.jinja.python.Values;
import io.emend.model.tokenizer.jinja.syntax.Token;

/** What a comparison asks. */
public enum Relation {
  EQ("=="),
  NE("!="),
  LT("<"),
  LE("<="),
  GT(">"),
  GE(">="),
  IN("in"),
  NOT_IN("not in");

  private final String written;

  Relation(String written) {
    this.written = written;
  }

  /** Null for what is no comparison. */
  public static Relation of(Token token) {
    for (Relation relation : values()) {
      if (token.isOperator(relation.written) || token.isName(relation.written)) {
        return relation;
      }
    }
    return null;
  }

  public boolean holds(Object left, Object right) {
    return switch (this) {
      case EQ -> Values.equal(left, right);
      case NE -> !Values.equal(left, right);
      case LT -> Values.compare(left, right) < 0;
      case LE -> Values.compare(left, right) <= 0;
      case GT -> Values.compare(left, right) > 0;
      case GE -> Values.compare(left, right) >= 0;
      case IN -> Values.contains(right, left);
      case NOT_IN -> !Values.contains(right, left);
    };
  }
}
