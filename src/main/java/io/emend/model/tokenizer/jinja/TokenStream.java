package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.Token.Kind;
import java.util.List;

/** Tokens, read one after the other. */
final class TokenStream {
  private final List<Token> tokens;
  private int at;

  TokenStream(List<Token> tokens) {
    this.tokens = tokens;
  }

  Token current() {
    return tokens.get(at);
  }

  Token following() {
    return tokens.get(Math.min(at + 1, tokens.size() - 1));
  }

  Token next() {
    Token token = current();
    if (at < tokens.size() - 1) {
      at++;
    }
    return token;
  }

  boolean skipOperator(String operator) {
    boolean found = current().isOperator(operator);
    if (found) {
      next();
    }
    return found;
  }

  boolean skipName(String name) {
    boolean found = current().isName(name);
    if (found) {
      next();
    }
    return found;
  }

  void expectOperator(String operator) {
    if (!skipOperator(operator)) {
      throw unexpected("expected " + operator);
    }
  }

  void expectName(String name) {
    if (!skipName(name)) {
      throw unexpected("expected " + name);
    }
  }

  Token expect(Kind kind, String what) {
    if (!current().is(kind)) {
      throw unexpected("expected " + what);
    }
    return next();
  }

  String name() {
    return expect(Kind.NAME, "a name").text();
  }

  SyntaxError unexpected(String rule) {
    return new SyntaxError(current().line(), rule + ", not " + current().text());
  }
}
