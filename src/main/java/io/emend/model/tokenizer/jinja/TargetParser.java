package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.syntax.TokenStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What stands before the {@code =} of a set, or the {@code in} of a loop. */
final class TargetParser {
  private static final Set<String> RESERVED =
      Set.of("true", "false", "none", "True", "False", "None", "loop");

  private final TokenStream tokens;

  TargetParser(TokenStream tokens) {
    this.tokens = tokens;
  }

  /** Variables, or a namespace's attribute. */
  Target target() {
    String name = tokens.current().text();
    if (tokens.following().isOperator(".")) {
      tokens.next();
      tokens.next();
      return new Target.Attribute(name, tokens.name());
    }
    return several("=");
  }

  Target loopTarget() {
    return several("in");
  }

  private Target several(String end) {
    List<Target> targets = new ArrayList<>(List.of(one()));
    boolean tuple = false;
    while (tokens.skipOperator(",")) {
      tuple = true;
      if (tokens.current().isName(end) || tokens.current().isOperator(end)) {
        break;
      }
      targets.add(one());
    }
    return tuple ? new Target.Several(List.copyOf(targets)) : targets.get(0);
  }

  private Target one() {
    if (!tokens.skipOperator("(")) {
      return variable();
    }
    Target inner = several(")");
    tokens.expectOperator(")");
    return inner;
  }

  Target variable() {
    String name = tokens.name();
    if (RESERVED.contains(name)) {
      throw tokens.unexpected(name + " cannot be assigned to");
    }
    return new Target.Variable(name);
  }
}
