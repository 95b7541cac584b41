package io.emend.model.tokenizer.jinja.filter;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Bound;
import io.emend.model.tokenizer.jinja.python.Numbers;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Undefined;
import io.emend.model.tokenizer.jinja.python.Values;
import io.emend.model.tokenizer.jinja.python.text.Json;
import io.emend.model.tokenizer.jinja.python.text.Printing;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;

/** The filters of Jinja2 that are supported, with its parameters and defaults. */
public final class Filters {
  private static final Map<String, Filter> FILTERS = new HashMap<>();

  static {
    FILTERS.put("default", Filters::otherwise);
    FILTERS.put("d", Filters::otherwise);
    FILTERS.put("length", Filters::length);
    FILTERS.put("count", Filters::length);
    FILTERS.put("tojson", Json::written);
    FILTERS.put("abs", (value, none) -> Numbers.absolute(value));
    FILTERS.put("round", Filters::round);
    FILTERS.put("int", Filters::whole);
    FILTERS.put("float", Filters::real);
    // Nothing is escaped here, so nothing has to be kept from it.
    FILTERS.put("safe", (value, none) -> Printing.text(value));
    FILTERS.put("string", (value, none) -> Printing.text(value));
    TextFilters.register(FILTERS);
    SequenceFilters.register(FILTERS);
    SelectingFilters.register(FILTERS);
  }

  private Filters() {}

  public static boolean areKnown(String name) {
    return FILTERS.containsKey(name);
  }

  static Filter named(String name) {
    Filter filter = FILTERS.get(name);
    if (filter == null) {
      throw new PythonError("the filter " + name + " is not supported");
    }
    return filter;
  }

  private static Object otherwise(Object value, Arguments arguments) {
    Bound bound = arguments.bind("default", "default_value", "boolean");
    boolean replaced = value instanceof Undefined || bound.flag(1, false) && !Values.truth(value);
    return replaced ? bound.optional(0, "") : value;
  }

  private static Object length(Object value, Arguments arguments) {
    arguments.bind("length");
    return (long) Values.length(value);
  }

  private static Object round(Object value, Arguments arguments) {
    Bound bound = arguments.bind("round", "precision", "method");
    String method = String.valueOf(bound.optional(1, "common"));
    RoundingMode mode =
        switch (method) {
          case "common" -> RoundingMode.HALF_EVEN;
          case "ceil" -> RoundingMode.CEILING;
          case "floor" -> RoundingMode.FLOOR;
          default -> throw new PythonError("round has no method " + method);
        };
    return Numbers.round(value, bound.count(0, 0), mode);
  }

  private static Object whole(Object value, Arguments arguments) {
    Bound bound = arguments.bind("int", "default");
    Long whole = Numbers.parseWhole(value);
    return whole == null ? bound.optional(0, 0L) : whole;
  }

  private static Object real(Object value, Arguments arguments) {
    Bound bound = arguments.bind("float", "default");
    Double real = Numbers.parseReal(value);
    return real == null ? bound.optional(0, 0.0) : real;
  }
}
