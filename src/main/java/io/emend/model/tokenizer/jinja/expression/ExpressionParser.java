package io.emend.model.tokenizer.jinja.expression;

import io.emend.model.tokenizer.jinja.Names;
import io.emend.model.tokenizer.jinja.expression.Operations.Comparison;
import io.emend.model.tokenizer.jinja.python.Operators;
import io.emend.model.tokenizer.jinja.syntax.Literals;
import io.emend.model.tokenizer.jinja.syntax.Token;
import io.emend.model.tokenizer.jinja.syntax.Token.Kind;
import io.emend.model.tokenizer.jinja.syntax.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Jinja2's expression grammar, loosest operator first. */
public final class ExpressionParser {
  private static final int DEEPEST = 120;

  private static final Map<String, Operators> SUMS = Map.of("+", Operators.ADD, "-", Operators.SUB);

  private static final Map<String, Operators> PRODUCTS =
      Map.of(
          "*", Operators.MUL,
          "/", Operators.DIV,
          "//", Operators.FLOORDIV,
          "%", Operators.MOD);

  private final TokenStream tokens;
  private final PrimaryParser primaries;
  private int depth;

  public ExpressionParser(TokenStream tokens, Names names) {
    this.tokens = tokens;
    this.primaries = new PrimaryParser(tokens, this, names);
  }

  public PrimaryParser primaries() {
    return primaries;
  }

  /** One expression, or several with commas between them: a tuple. */
  public Expression tuple(boolean conditions) {
    Expression first = conditions ? expression() : or();
    if (!tokens.current().isOperator(",")) {
      return first;
    }
    List<Expression> items = new ArrayList<>(List.of(first));
    while (tokens.skipOperator(",") && !tupleEnds()) {
      items.add(conditions ? expression() : or());
    }
    return new Literals.TupleOf(List.copyOf(items));
  }

  private boolean tupleEnds() {
    Token token = tokens.current();
    return token.is(Kind.BLOCK_END) || token.is(Kind.VARIABLE_END) || token.isOperator(")");
  }

  public Expression expression() {
    if (++depth > DEEPEST) {
      throw tokens.unexpected("expressions must be nested at most " + DEEPEST + " deep");
    }
    Expression value = or();
    while (tokens.skipName("if")) {
      Expression test = or();
      value =
          new Operations.Conditional(test, value, tokens.skipName("else") ? expression() : null);
    }
    depth--;
    return value;
  }

  Expression or() {
    Expression left = and();
    while (tokens.skipName("or")) {
      left = new Operations.Or(left, and());
    }
    return left;
  }

  private Expression and() {
    Expression left = not();
    while (tokens.skipName("and")) {
      left = new Operations.And(left, not());
    }
    return left;
  }

  private Expression not() {
    int negations = 0;
    while (tokens.skipName("not")) {
      negations++;
    }
    Expression value = comparison();
    if (negations == 0) {
      return value;
    }
    Expression negated = new Operations.Not(value);
    return negations % 2 == 1 ? negated : new Operations.Not(negated);
  }

  private Expression comparison() {
    Expression first = sum();
    List<Comparison.Step> steps = new ArrayList<>();
    while (true) {
      Relation relation = Relation.of(tokens.current());
      if (relation == null && tokens.current().isName("not") && tokens.following().isName("in")) {
        tokens.next();
        relation = Relation.NOT_IN;
      }
      if (relation == null) {
        return steps.isEmpty() ? first : new Comparison(first, List.copyOf(steps));
      }
      tokens.next();
      steps.add(new Comparison.Step(relation, sum()));
    }
  }

  private Expression sum() {
    Expression left = concatenation();
    while (operator(SUMS)) {
      Operators operator = SUMS.get(tokens.next().text());
      left = new Operations.Arithmetic(operator, left, concatenation());
    }
    return left;
  }

  private boolean operator(Map<String, Operators> operators) {
    return tokens.current().is(Kind.OPERATOR) && operators.containsKey(tokens.current().text());
  }

  private Expression concatenation() {
    Expression first = product();
    if (!tokens.current().isOperator("~")) {
      return first;
    }
    List<Expression> parts = new ArrayList<>(List.of(first));
    while (tokens.skipOperator("~")) {
      parts.add(product());
    }
    return new Operations.Concatenation(List.copyOf(parts));
  }

  private Expression product() {
    Expression left = power();
    while (operator(PRODUCTS)) {
      Operators operator = PRODUCTS.get(tokens.next().text());
      left = new Operations.Arithmetic(operator, left, power());
    }
    return left;
  }

  private Expression power() {
    Expression left = unary(true);
    while (tokens.skipOperator("**")) {
      left = new Operations.Arithmetic(Operators.POW, left, unary(true));
    }
    return left;
  }

  /**
   * @param filters whether filters and tests may follow: behind a sign they belong to the whole
   */
  private Expression unary(boolean filters) {
    boolean negative = tokens.current().isOperator("-");
    Expression value;
    if (negative || tokens.current().isOperator("+")) {
      if (++depth > DEEPEST) {
        throw tokens.unexpected("expressions must be nested at most " + DEEPEST + " deep");
      }
      tokens.next();
      value = new Operations.Signed(unary(false), negative);
      depth--;
    } else {
      value = primaries.primary();
    }
    value = primaries.postfix(value);
    return filters ? primaries.filtersAndTests(value) : value;
  }
}
