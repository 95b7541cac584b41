package io.emend.model.tokenizer.jinja.python;

import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Python's int, float and bool. An int is a long here: what goes beyond it is an error, never
 * wrong.
 */
public final class Numbers {
  private Numbers() {}

  public static boolean isNumber(Object value) {
    return value instanceof Long || value instanceof Double || value instanceof Boolean;
  }

  static boolean isWhole(Object value) {
    return value instanceof Long || value instanceof Boolean;
  }

  public static long whole(Object value) {
    if (value instanceof Boolean flag) {
      return flag ? 1 : 0;
    }
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Undefined undefined) {
      throw undefined.failure();
    }
    throw PythonError.type("a whole number", value);
  }

  /** For counts and positions: what is beyond an int is as good as the largest. */
  public static int index(Object value) {
    return (int) Math.max(-Integer.MAX_VALUE, Math.min(Integer.MAX_VALUE, whole(value)));
  }

  public static double real(Object value) {
    return value instanceof Double number ? number : whole(value);
  }

  static int compare(Object left, Object right) {
    return isWhole(left) && isWhole(right)
        ? Long.compare(whole(left), whole(right))
        : comparedReals(real(left), real(right));
  }

  private static int comparedReals(double left, double right) {
    return left == right ? 0 : Double.compare(left, right);
  }

  static Object negative(Object value) {
    return value instanceof Double number ? (Object) (-number) : exact(() -> -1 * whole(value));
  }

  /** {@code abs()}. */
  public static Object absolute(Object value) {
    return compare(value, 0L) < 0 ? negative(value) : value;
  }

  private interface Calculation {
    long value();
  }

  private static Object exact(Calculation calculation) {
    try {
      return calculation.value();
    } catch (ArithmeticException e) {
      throw new PythonError("a number beyond 64 bits is not supported here");
    }
  }

  static Object sum(Object a, Object b) {
    return both(a, b)
        ? exact(() -> Math.addExact(whole(a), whole(b)))
        : (Object) (real(a) + real(b));
  }

  static Object difference(Object a, Object b) {
    return both(a, b)
        ? exact(() -> Math.subtractExact(whole(a), whole(b)))
        : (Object) (real(a) - real(b));
  }

  static Object product(Object a, Object b) {
    return both(a, b)
        ? exact(() -> Math.multiplyExact(whole(a), whole(b)))
        : (Object) (real(a) * real(b));
  }

  private static boolean both(Object a, Object b) {
    return isWhole(a) && isWhole(b);
  }

  private static void requireDivisor(Object divisor) {
    if (real(divisor) == 0) {
      throw new PythonError("division by zero");
    }
  }

  static Object quotient(Object a, Object b) {
    requireDivisor(b);
    return real(a) / real(b);
  }

  static Object floorQuotient(Object a, Object b) {
    requireDivisor(b);
    return both(a, b)
        ? (Object) Math.floorDiv(whole(a), whole(b))
        : (Object) Math.floor(real(a) / real(b));
  }

  static Object remainder(Object a, Object b) {
    requireDivisor(b);
    if (both(a, b)) {
      return Math.floorMod(whole(a), whole(b));
    }
    double rest = real(a) % real(b);
    return rest != 0 && rest < 0 != real(b) < 0 ? rest + real(b) : rest;
  }

  static Object power(Object a, Object b) {
    if (!both(a, b) || whole(b) < 0) {
      return Math.pow(real(a), real(b));
    }
    return exact(
        () -> {
          long result = 1;
          for (long i = Math.min(whole(b), 64 + (Math.abs(whole(a)) < 2 ? whole(b) % 2 : 0));
              i > 0;
              i--) {
            result = Math.multiplyExact(result, whole(a));
          }
          return result;
        });
  }

  /** {@code round()} to even of the exact value; a whole number stays one. */
  public static Object round(Object value, int digits, RoundingMode mode) {
    if (isWhole(value) && mode == RoundingMode.HALF_EVEN && digits >= 0) {
      return whole(value);
    }
    return new BigDecimal(real(value)).setScale(digits, mode).doubleValue();
  }

  /** {@code int()} of a text or number, or null where there is none. */
  public static Long parseWhole(Object value) {
    if (isNumber(value)) {
      return value instanceof Double number ? Long.valueOf(number.longValue()) : whole(value);
    }
    Double real = value instanceof String ? parseReal(value) : null;
    return real == null ? null : real.longValue();
  }

  /** {@code float()} of a text or number, or null where there is none. */
  public static Double parseReal(Object value) {
    if (isNumber(value)) {
      return real(value);
    }
    try {
      return value instanceof String text ? new BigDecimal(Texts.strip(text)).doubleValue() : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
