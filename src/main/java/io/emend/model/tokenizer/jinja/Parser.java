package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.Statement.Flow;
import io.emend.model.tokenizer.jinja.Statements.Assign;
import io.emend.model.tokenizer.jinja.Statements.Capture;
import io.emend.model.tokenizer.jinja.Statements.If.Branch;
import io.emend.model.tokenizer.jinja.expression.Access;
import io.emend.model.tokenizer.jinja.expression.Expression;
import io.emend.model.tokenizer.jinja.expression.ExpressionParser;
import io.emend.model.tokenizer.jinja.expression.Operations;
import io.emend.model.tokenizer.jinja.expression.PrimaryParser;
import io.emend.model.tokenizer.jinja.syntax.Lexer;
import io.emend.model.tokenizer.jinja.syntax.Literals;
import io.emend.model.tokenizer.jinja.syntax.SyntaxError;
import io.emend.model.tokenizer.jinja.syntax.Token;
import io.emend.model.tokenizer.jinja.syntax.Token.Kind;
import io.emend.model.tokenizer.jinja.syntax.TokenStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jinja2's statements, as far as chat templates use them; others are refused by their tag. */
final class Parser {
  private static final int DEEPEST = 100;

  private final TokenStream tokens;
  private final Names names = new Names();
  private final ExpressionParser expressions;
  private final TargetParser targets;
  private int depth;
  private int loops;

  private Parser(List<Token> tokens) {
    this.tokens = new TokenStream(tokens);
    this.expressions = new ExpressionParser(this.tokens, names);
    this.targets = new TargetParser(this.tokens);
  }

  /**
   * @throws SyntaxError naming the line
   */
  static Body parse(String source) {
    Parser parser = new Parser(Lexer.tokens(source));
    FrameNames outermost = parser.names.current();
    List<Statement> statements = parser.until(Set.of());
    parser.names.settle();
    return new Body(statements, outermost);
  }

  /** Statements up to one of the tags, whose name is then the current token. */
  private List<Statement> until(Set<String> ends) {
    if (++depth > DEEPEST) {
      throw tokens.unexpected("blocks must be nested at most " + DEEPEST + " deep");
    }
    List<Statement> statements = new ArrayList<>();
    while (!tokens.current().is(Kind.END)) {
      Token token = tokens.next();
      if (token.is(Kind.DATA)) {
        statements.add(new Statements.Data(token.text()));
      } else if (token.is(Kind.VARIABLE_BEGIN)) {
        statements.add(new Statements.Print(expressions.tuple(true), token.line()));
        tokens.expect(Kind.VARIABLE_END, "}}");
      } else if (ends.contains(tokens.current().text())) {
        depth--;
        return statements;
      } else {
        statements.add(statement(token.line()));
        tokens.expect(Kind.BLOCK_END, "%}");
      }
    }
    if (!ends.isEmpty()) {
      throw tokens.unexpected("expected " + String.join(" or ", ends));
    }
    return statements;
  }

  /** The rest of the opening tag's end, the body, and the closing tag's name. */
  private List<Statement> body(String... ends) {
    tokens.expect(Kind.BLOCK_END, "%}");
    return until(Set.of(ends));
  }

  /** A body in the scope that was opened for it; the scope is closed. */
  private Body scoped(FrameNames around, String... ends) {
    List<Statement> statements = body(ends);
    return new Body(statements, names.enter(around));
  }

  /** What it prints goes elsewhere first, so no loop around it can be left from within. */
  private Body enclosed(FrameNames around, String end) {
    int loopsAround = loops;
    loops = 0;
    Body body = scoped(around, end);
    tokens.next();
    loops = loopsAround;
    return body;
  }

  /** Opens a scope, and gives the one around it. */
  private FrameNames opened() {
    FrameNames around = names.current();
    names.open();
    return around;
  }

  private Statement statement(int line) {
    String tag = tokens.name();
    return switch (tag) {
      case "if" -> condition(line);
      case "for" -> loop(line);
      case "set" -> assignment(line);
      case "macro" -> macro();
      case "call" -> callBlock(line);
      case "with" -> with(line);
      case "filter" -> filterBlock(line);
      case "generation" -> new Statements.Generation(enclosed(opened(), "endgeneration"));
      case "print" -> print(line);
      case "break" -> leave(Flow.BREAK, line);
      case "continue" -> leave(Flow.CONTINUE, line);
      default -> throw new SyntaxError(line, "the tag " + tag + " is not supported");
    };
  }

  private Statement leave(Flow flow, int line) {
    if (loops == 0) {
      throw new SyntaxError(line, "break and continue must stand in a loop");
    }
    return new Statements.Leave(flow);
  }

  /** Prints each, where {@code {{ a, b }}} prints a tuple. */
  private Statement print(int line) {
    List<Expression> parts = new ArrayList<>();
    do {
      parts.add(expressions.expression());
    } while (tokens.skipOperator(","));
    return new Statements.Print(new Operations.Concatenation(List.copyOf(parts)), line);
  }

  private Statement condition(int line) {
    List<Branch> branches = new ArrayList<>();
    Expression test = expressions.tuple(false);
    FrameNames around = names.current();
    FrameNames yes = around.branch();
    names.enter(yes);
    branches.add(new Branch(test, body("elif", "else", "endif"), line));
    FrameNames elif = around.branch();
    FrameNames no = around.branch();
    int branchLine = tokens.current().line();
    String tag = tokens.next().text();
    while (tag.equals("elif")) {
      branches.add(elif(elif, branchLine));
      branchLine = tokens.current().line();
      tag = tokens.next().text();
    }
    if (tag.equals("else")) {
      names.enter(no);
      branches.add(new Branch(new Literals.Constant(true), body("endif"), branchLine));
      tokens.next();
    }
    names.enter(around);
    around.merge(yes, elif, no);
    return new Statements.If(List.copyOf(branches));
  }

  private Branch elif(FrameNames elif, int line) {
    names.enter(elif);
    Expression test = expressions.tuple(false);
    FrameNames yes = elif.branch();
    names.enter(yes);
    Branch branch = new Branch(test, body("elif", "else", "endif"), line);
    elif.merge(yes, elif.branch(), elif.branch());
    return branch;
  }

  private Statement loop(int line) {
    Target target = targets.loopTarget();
    tokens.expectName("in");
    Expression items = expressions.tuple(false);
    Expression test = tokens.skipName("if") ? loopTest(target) : null;
    if (tokens.current().isName("recursive")) {
      throw new SyntaxError(line, "a recursive loop is not supported");
    }
    FrameNames around = opened();
    names.give(target);
    names.current().give("loop");
    loops++;
    Body body = scoped(around, "endfor", "else");
    loops--;
    Body otherwise = new Body(List.of(), around);
    if (tokens.next().text().equals("else")) {
      otherwise = scoped(opened(), "endfor");
      tokens.next();
    }
    return new ForLoop(target, items, test, body, otherwise, line);
  }

  private Expression loopTest(Target target) {
    FrameNames around = opened();
    names.give(target);
    Expression test = expressions.expression();
    names.enter(around);
    return test;
  }

  private Statement assignment(int line) {
    Target target = targets.target();
    if (tokens.skipOperator("=")) {
      Assign assign = new Assign(target, expressions.tuple(true), line);
      names.assign(target);
      return assign;
    }
    names.assign(target);
    FrameNames around = opened();
    Expression text = new Access.Name(Capture.TEXT);
    Expression filtered = expressions.primaries().filters(text);
    Body body = enclosed(around, "endset");
    return new Capture(target, filtered == text ? null : filtered, body, line);
  }

  private Statement filterBlock(int line) {
    FrameNames around = opened();
    PrimaryParser primaries = expressions.primaries();
    Expression first = primaries.filter(new Access.Name(Capture.TEXT));
    return new Capture(null, primaries.filters(first), enclosed(around, "endfilter"), line);
  }

  private Statement with(int line) {
    List<Assign> variables = new ArrayList<>();
    while (!tokens.current().is(Kind.BLOCK_END)) {
      if (!variables.isEmpty()) {
        tokens.expectOperator(",");
      }
      Target target = targets.variable();
      tokens.expectOperator("=");
      variables.add(new Assign(target, expressions.expression(), line));
    }
    FrameNames around = opened();
    variables.forEach(one -> names.give(one.target()));
    Body body = scoped(around, "endwith");
    tokens.next();
    return new Statements.With(List.copyOf(variables), body);
  }

  private Statement macro() {
    String name = tokens.name();
    names.current().assign(name);
    FrameNames around = opened();
    Map<String, Expression> parameters = parameters();
    Body body = enclosed(around, "endmacro");
    return new Statements.Define(name, signature(parameters, body), body);
  }

  private static Macro.Signature signature(Map<String, Expression> parameters, Body body) {
    return new Macro.Signature(parameters, Set.copyOf(body.names().readWithin()));
  }

  private Statement callBlock(int line) {
    FrameNames around = opened();
    Map<String, Expression> parameters = tokens.current().isOperator("(") ? parameters() : Map.of();
    FrameNames own = names.enter(around);
    if (!(expressions.expression() instanceof Access.Call call)) {
      throw new SyntaxError(line, "a call block must call a macro");
    }
    names.enter(own);
    Body body = enclosed(around, "endcall");
    return new Statements.CallBlock(call, signature(parameters, body), body, line);
  }

  private Map<String, Expression> parameters() {
    Map<String, Expression> parameters = new LinkedHashMap<>();
    boolean defaults = false;
    tokens.expectOperator("(");
    while (!tokens.skipOperator(")")) {
      if (!parameters.isEmpty()) {
        tokens.expectOperator(",");
      }
      String name = tokens.name();
      names.current().give(name);
      boolean hasDefault = tokens.skipOperator("=");
      if (defaults && !hasDefault) {
        throw tokens.unexpected("expected a default, as the parameter before has one");
      }
      defaults = hasDefault;
      parameters.put(name, hasDefault ? expressions.expression() : null);
    }
    return parameters;
  }
}
