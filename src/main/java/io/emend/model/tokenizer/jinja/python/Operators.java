package io.emend.model.tokenizer.jinja.python;

import io.emend.model.tokenizer.jinja.python.text.PercentFormat;
import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The arithmetic operators, by what stands between their operands. */
public enum Operators {
  ADD,
  SUB,
  MUL,
  DIV,
  FLOORDIV,
  MOD,
  POW;

  /**
   * @throws PythonError where Python raises a TypeError
   */
  public Object apply(Object left, Object right) {
    if (left instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (right instanceof Undefined undefined) {
      throw undefined.failure();
    }
    if (Numbers.isNumber(left) && Numbers.isNumber(right)) {
      return calculated(left, right);
    }
    return switch (this) {
      case ADD -> joined(left, right);
      case MUL -> Numbers.isWhole(left) ? repeated(right, left) : repeated(left, right);
      case MOD -> {
        if (left instanceof String pattern) {
          yield PercentFormat.apply(pattern, right);
        }
        throw mismatch(left, right);
      }
      case SUB, DIV, FLOORDIV, POW -> throw mismatch(left, right);
    };
  }

  private Object calculated(Object left, Object right) {
    return switch (this) {
      case ADD -> Numbers.sum(left, right);
      case SUB -> Numbers.difference(left, right);
      case MUL -> Numbers.product(left, right);
      case DIV -> Numbers.quotient(left, right);
      case FLOORDIV -> Numbers.floorQuotient(left, right);
      case MOD -> Numbers.remainder(left, right);
      case POW -> Numbers.power(left, right);
    };
  }

  private Object joined(Object left, Object right) {
    if (left instanceof String a && right instanceof String b) {
      Texts.bounded((long) a.length() + b.length());
      return a + b;
    }
    boolean lists = isList(left) && isList(right);
    if (lists || left instanceof Tuple && right instanceof Tuple) {
      List<Object> items = new ArrayList<>(Values.list(left));
      items.addAll(Values.list(right));
      Texts.bounded(items.size());
      return lists ? items : new Tuple(items);
    }
    throw mismatch(left, right);
  }

  private static boolean isList(Object value) {
    return value instanceof List && !(value instanceof Range);
  }

  private Object repeated(Object sequence, Object times) {
    if (!Numbers.isWhole(times) || !(sequence instanceof String || isList(sequence))) {
      throw mismatch(sequence, times);
    }
    if (sequence instanceof String text) {
      return Texts.repeated(text, Numbers.whole(times));
    }
    List<Object> once = Values.list(sequence);
    Texts.bounded(once.size() * Math.max(0, Numbers.whole(times)));
    List<Object> items = new ArrayList<>();
    for (long i = 0; i < Numbers.whole(times); i++) {
      items.addAll(once);
    }
    return items;
  }

  private PythonError mismatch(Object left, Object right) {
    return new PythonError(
        name().toLowerCase(Locale.ROOT)
            + " does not take "
            + Values.typeName(left)
            + " and "
            + Values.typeName(right));
  }

  /** {@code -value} */
  public static Object negative(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    return Numbers.negative(value);
  }

  /** {@code +value} */
  public static Object positive(Object value) {
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    return value instanceof Double ? value : (Object) Numbers.whole(value);
  }
}
