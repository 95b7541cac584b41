package io.emend.model.tokenizer.jinja.syntax;

import io.emend.model.tokenizer.jinja.syntax.Token.Kind;
import java.util.List;

/** Tokens, read one after the other. */
public final class TokenStream {
  private final List<Token> tokens;
  private int at;

  public TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  public Token current() {
    return tokens.get(at);
  }

  public Token following() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  public Token next() {
    Token token = current();
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  public boolean skipOperator(String operator) {
    boolean found = current().isOperator(operator);
    if (found) {
      next();
    }
    return found;
  }

  public boolean skipName(String name) {
    boolean found = current().isName(name);
    if (found) {
      next();
    }
    return found;
  }

  public void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw unexpected("expected " + operator);
    }
  }

  public void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("expected " + name);
    }
  }

  public Token expect(Kind kind, String what) {
    if (!current().is(kind)) {
      throw unexpected("expected " + what);
    }
    return next();
  }

  public String name() {
    return expect(Kind.NAME, "a name").text();
  }

  public SyntaxError unexpected(String rule) {
    return new SyntaxError(current().line(), rule + ", not " + current().text());
  }
}
