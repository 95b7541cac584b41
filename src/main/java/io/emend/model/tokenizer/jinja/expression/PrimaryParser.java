package io.emend.model.tokenizer.jinja.expression;

import io.emend.model.tokenizer.jinja.Names;
import io.emend.model.tokenizer.jinja.filter.Filters;
import io.emend.model.tokenizer.jinja.filter.Globals;
import io.emend.model.tokenizer.jinja.filter.Piping;
import io.emend.model.tokenizer.jinja.filter.Tests;
import io.emend.model.tokenizer.jinja.python.Methods;
import io.emend.model.tokenizer.jinja.syntax.Literals;
import io.emend.model.tokenizer.jinja.syntax.Literals.Constant;
import io.emend.model.tokenizer.jinja.syntax.Literals.DictOf;
import io.emend.model.tokenizer.jinja.syntax.SyntaxError;
import io.emend.model.tokenizer.jinja.syntax.Token;
import io.emend.model.tokenizer.jinja.syntax.Token.Kind;
import io.emend.model.tokenizer.jinja.syntax.TokenStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Literals and names, and what is written directly behind a value: subscripts, calls, filters. */
public final class PrimaryParser {
  private static final Set<String> NO_ARGUMENT = Set.of("else", "or", "and");

  private final TokenStream tokens;
  private final ExpressionParser expressions;
  private final Names names;

  public PrimaryParser(TokenStream tokens, ExpressionParser expressions, Names names) {
    this.tokens = tokens;
    this.expressions = expressions;
    this.names = names;
  }

  Expression primary() {
    Token token = tokens.current();
    return switch (token.kind()) {
      case NAME -> name(tokens.next().text());
      case STRING -> string();
      case NUMBER -> new Constant(tokens.next().value());
      case OPERATOR -> bracketed();
      case DATA, BLOCK_BEGIN, BLOCK_END, VARIABLE_BEGIN, VARIABLE_END, END ->
          throw tokens.unexpected("expected a value");
    };
  }

  private Expression name(String name) {
    switch (name) {
      case "true", "True" -> {
        return new Constant(true);
      }
      case "false", "False" -> {
        return new Constant(false);
      }
      case "none", "None" -> {
        return new Constant(null);
      }
      default -> {
        names.read(name);
        return new Access.Name(name);
      }
    }
  }

  /** Literals side by side are one text. */
  private Expression string() {
    StringBuilder text = new StringBuilder();
    while (tokens.current().is(Kind.STRING)) {
      text.append(tokens.next().value());
    }
    return new Constant(text.toString());
  }

  private Expression bracketed() {
    if (tokens.skipOperator("(")) {
      Expression inner =
          tokens.current().isOperator(")")
              ? new Literals.TupleOf(List.of())
              : expressions.tuple(true);
      tokens.expectOperator(")");
      return inner;
    }
    if (tokens.skipOperator("[")) {
      return list();
    }
    if (tokens.skipOperator("{")) {
      return dict();
    }
    throw tokens.unexpected("expected a value");
  }

  private Expression list() {
    List<Expression> items = new ArrayList<>();
    while (!tokens.skipOperator("]")) {
      items.add(expressions.expression());
      if (!tokens.current().isOperator("]")) {
        tokens.expectOperator(",");
      }
    }
    return new Literals.ListOf(List.copyOf(items));
  }

  private Expression dict() {
    List<DictOf.Entry> entries = new ArrayList<>();
    while (!tokens.skipOperator("}")) {
      Expression key = expressions.expression();
      tokens.expectOperator(":");
      entries.add(new DictOf.Entry(key, expressions.expression()));
      if (!tokens.current().isOperator("}")) {
        tokens.expectOperator(",");
      }
    }
    return new DictOf(List.copyOf(entries));
  }

  Expression postfix(Expression start) {
    Expression value = start;
    while (true) {
      if (tokens.skipOperator(".")) {
        value = dotted(value);
      } else if (tokens.skipOperator("[")) {
        value = subscript(value);
      } else if (tokens.current().isOperator("(")) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  private Expression dotted(Expression value) {
    if (tokens.current().is(Kind.NUMBER)) {
      return new Access.Item(value, new Constant(tokens.next().value()));
    }
    return new Access.Attribute(value, tokens.name());
  }

  private Expression subscript(Expression value) {
    Expression from = tokens.current().isOperator(":") ? null : expressions.expression();
    if (tokens.skipOperator("]")) {
      return new Access.Item(value, from);
    }
    tokens.expectOperator(":");
    Expression to = sliceBound();
    Expression by = tokens.skipOperator(":") ? sliceBound() : null;
    tokens.expectOperator("]");
    return new Access.Slice(value, from, to, by);
  }

  private Expression sliceBound() {
    boolean absent = tokens.current().isOperator(":") || tokens.current().isOperator("]");
    return absent ? null : expressions.expression();
  }

  private Expression call(Expression callee) {
    if (callee instanceof Access.Attribute method && !Methods.areKnown(method.name())) {
      throw unsupported("the method " + method.name());
    }
    if (callee instanceof Access.Name function && Globals.areUnsupported(function.name())) {
      throw unsupported("the function " + function.name());
    }
    return new Access.Call(callee, arguments());
  }

  private SyntaxError unsupported(String what) {
    return new SyntaxError(tokens.current().line(), what + " is not supported");
  }

  private CallArguments arguments() {
    tokens.expectOperator("(");
    List<Expression> positional = new ArrayList<>();
    Map<String, Expression> named = new LinkedHashMap<>();
    Expression spread = null;
    Expression namedSpread = null;
    while (!tokens.skipOperator(")")) {
      if (tokens.skipOperator("**")) {
        namedSpread = expressions.expression();
      } else if (tokens.skipOperator("*")) {
        spread = expressions.expression();
      } else if (tokens.current().is(Kind.NAME) && tokens.following().isOperator("=")) {
        String name = tokens.next().text();
        tokens.next();
        named.put(name, expressions.expression());
      } else if (named.isEmpty() && spread == null && namedSpread == null) {
        positional.add(expressions.expression());
      } else {
        throw tokens.unexpected("expected a named argument");
      }
      if (!tokens.current().isOperator(")")) {
        tokens.expectOperator(",");
      }
    }
    return new CallArguments(List.copyOf(positional), named, spread, namedSpread);
  }

  Expression filtersAndTests(Expression start) {
    Expression value = start;
    while (true) {
      if (tokens.current().isOperator("|")) {
        value = filters(value);
      } else if (tokens.skipName("is")) {
        value = test(value);
      } else if (tokens.current().isOperator("(")) {
        value = call(value);
      } else {
        return value;
      }
    }
  }

  /** One or more filters, each behind its bar. */
  public Expression filters(Expression input) {
    Expression value = input;
    while (tokens.skipOperator("|")) {
      value = filter(value);
    }
    return value;
  }

  public Expression filter(Expression input) {
    String name = tokens.name();
    if (!Filters.areKnown(name)) {
      throw unsupported("the filter " + name);
    }
    boolean called = tokens.current().isOperator("(");
    return new Piping.Filtered(input, name, called ? arguments() : CallArguments.NONE);
  }

  private Expression test(Expression value) {
    boolean negated = tokens.skipName("not");
    String name = tokens.name();
    if (!Tests.areKnown(name)) {
      throw unsupported("the test " + name);
    }
    Expression test = new Piping.Tested(value, name, testArguments());
    return negated ? new Operations.Not(test) : test;
  }

  private CallArguments testArguments() {
    Token token = tokens.current();
    if (token.isOperator("(")) {
      return arguments();
    }
    if (token.isName("is")) {
      throw tokens.unexpected("expected no test behind a test");
    }
    boolean argument =
        token.is(Kind.NAME) && !NO_ARGUMENT.contains(token.text())
            || token.is(Kind.STRING)
            || token.is(Kind.NUMBER)
            || token.isOperator("[")
            || token.isOperator("{");
    return argument
        ? new CallArguments(List.of(postfix(primary())), Map.of(), null, null)
        : CallArguments.NONE;
  }
}
