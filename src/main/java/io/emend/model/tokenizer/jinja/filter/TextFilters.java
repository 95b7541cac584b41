package io.emend.model.tokenizer.jinja.filter;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Bound;
import io.emend.model.tokenizer.jinja.python.Callable;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Subscripts;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.text.PercentFormat;
import io.emend.model.tokenizer.jinja.python.text.Printing;
import io.emend.model.tokenizer.jinja.python.text.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Filters on what a value prints as. */
final class TextFilters {
  private static final Pattern WORD_BEGINNING = Pattern.compile("[-\\s({\\[<]+");

  private TextFilters() {}

  static void register(Map<String, Filter> filters) {
    filters.put("upper", plain(Texts::upper));
    filters.put("lower", plain(Texts::lower));
    filters.put("capitalize", plain(Texts::capitalized));
    filters.put("title", plain(TextFilters::title));
    filters.put("trim", (value, chars) -> method("strip", value, chars.bind("trim", "chars")));
    filters.put("replace", TextFilters::replace);
    filters.put("indent", TextFilters::indent);
    filters.put("format", TextFilters::format);
  }

  private static Filter plain(UnaryOperator<String> change) {
    return (value, none) -> {
      none.bind("a filter without arguments");
      return change.apply(Printing.text(value));
    };
  }

  private static Object method(String name, Object value, Bound bound) {
    Object method = Subscripts.attribute(Printing.text(value), name);
    return ((Callable) method)
        .call(new Arguments(new ArrayList<>(bound.values().values()), Map.of()));
  }

  private static Object replace(Object value, Arguments arguments) {
    Bound bound = arguments.bind("replace", "old", "new", "count");
    List<Object> passed = new ArrayList<>();
    passed.add(Printing.text(bound.required(0)));
    passed.add(Printing.text(bound.required(1)));
    passed.add((long) bound.count(2, -1));
    Object method = Subscripts.attribute(Printing.text(value), "replace");
    return ((Callable) method).call(new Arguments(passed, Map.of()));
  }

  /** Unlike the method of that name, words end at blanks, dashes and opening brackets alone. */
  private static String title(String text) {
    Matcher breaks = WORD_BEGINNING.matcher(text);
    StringBuilder title = new StringBuilder();
    int from = 0;
    while (breaks.find()) {
      title.append(Texts.capitalized(text.substring(from, breaks.start()))).append(breaks.group());
      from = breaks.end();
    }
    return title.append(Texts.capitalized(text.substring(from))).toString();
  }

  private static Object indent(Object value, Arguments arguments) {
    Bound bound = arguments.bind("indent", "width", "first", "blank");
    Object width = bound.optional(0, 4L);
    String step = width instanceof String text ? text : Texts.joined("", blanks(bound.count(0, 4)));
    boolean first = bound.flag(1, false);
    boolean blank = bound.flag(2, false);
    List<Object> lines = new ArrayList<>();
    for (Object line : Texts.lines(Printing.text(value) + "\n", false)) {
      boolean indented = lines.isEmpty() ? first : blank || !line.equals("");
      lines.add(indented ? step + line : line);
    }
    return Texts.joined("\n", lines);
  }

  private static List<Object> blanks(int count) {
    if (count > 1000) {
      throw new PythonError("indent must be at most 1000, but is " + count);
    }
    return new ArrayList<>(List.of(" ".repeat(Math.max(0, count))));
  }

  private static Object format(Object value, Arguments arguments) {
    boolean both = !arguments.named().isEmpty() && !arguments.positional().isEmpty();
    if (both) {
      throw new PythonError("format takes values by order or by name, not both");
    }
    return PercentFormat.apply(
        Printing.text(value),
        arguments.named().isEmpty() ? new Tuple(arguments.positional()) : arguments.named());
  }
}
