package io.emend.model.tokenizer.jinja.filter;

import io.emend.model.tokenizer.jinja.expression.Relation;
import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Callable;
import io.emend.model.tokenizer.jinja.python.Generator;
import io.emend.model.tokenizer.jinja.python.Numbers;
import io.emend.model.tokenizer.jinja.python.Operators;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.Undefined;
import io.emend.model.tokenizer.jinja.python.Values;
import io.emend.model.tokenizer.jinja.python.text.Printing;
import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What can stand behind {@code is}. */
public final class Tests {

  /** A test's function. */
  @FunctionalInterface
  interface Test {
    boolean holds(Object value, Arguments arguments);
  }

  private static final Map<String, Test> TESTS = new HashMap<>();

  static {
    plain("defined", value -> !(value instanceof Undefined));
    plain("undefined", Undefined.class::isInstance);
    plain("none", value -> value == null);
    plain("boolean", Boolean.class::isInstance);
    plain("true", Boolean.TRUE::equals);
    plain("false", Boolean.FALSE::equals);
    plain("integer", Long.class::isInstance);
    plain("float", Double.class::isInstance);
    plain("number", Numbers::isNumber);
    plain("string", String.class::isInstance);
    plain("mapping", Map.class::isInstance);
    plain("iterable", Values::isIterable);
    plain("sequence", Tests::isSequence);
    plain("callable", Callable.class::isInstance);
    plain("lower", value -> Texts.isCased(Printing.text(value), false));
    plain("upper", value -> Texts.isCased(Printing.text(value), true));
    plain("odd", value -> Values.equal(Operators.MOD.apply(value, 2L), 1L));
    plain("even", value -> Values.equal(Operators.MOD.apply(value, 2L), 0L));
    TESTS.put("divisibleby", (value, by) -> isDivisible(value, by));
    TESTS.put("sameas", (value, other) -> isSame(value, only(other)));
    related(Relation.EQ, "eq", "equalto", "==");
    related(Relation.NE, "ne", "!=");
    related(Relation.LT, "lt", "lessthan", "<");
    related(Relation.LE, "le", "<=");
    related(Relation.GT, "gt", "greaterthan", ">");
    related(Relation.GE, "ge", ">=");
    related(Relation.IN, "in");
  }

  private Tests() {}

  private static void plain(String name, Predicate<Object> test) {
    TESTS.put(
        name,
        (value, none) -> {
          none.bind("the test " + name);
          return test.test(value);
        });
  }

  private static void related(Relation relation, String... names) {
    for (String name : names) {
      TESTS.put(name, (value, other) -> relation.holds(value, only(other)));
    }
  }

  private static Object only(Arguments arguments) {
    return arguments.bind("a test", "other").required(0);
  }

  public static boolean areKnown(String name) {
    return TESTS.containsKey(name);
  }

  static Test named(String name) {
    Test test = TESTS.get(name);
    if (test == null) {
      throw new PythonError("the test " + name + " is not supported");
    }
    return test;
  }

  private static boolean isSequence(Object value) {
    return !(value instanceof Generator)
        && (value instanceof String
            || value instanceof List
            || value instanceof Tuple
            || value instanceof Map
            || value instanceof Undefined);
  }

  private static boolean isDivisible(Object value, Arguments by) {
    return Values.equal(Operators.MOD.apply(value, only(by)), 0L);
  }

  private static boolean isSame(Object value, Object other) {
    boolean scalar = value == null || value instanceof Boolean || value instanceof String;
    return value == other || scalar && value != null && value.equals(other);
  }
}
