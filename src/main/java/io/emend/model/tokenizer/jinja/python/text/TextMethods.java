package io.emend.model.tokenizer.jinja.python.text;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Bound;
import io.emend.model.tokenizer.jinja.python.Methods;
import io.emend.model.tokenizer.jinja.python.Methods.Method;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Subscripts;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.Undefined;
import io.emend.model.tokenizer.jinja.python.Values;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.UnaryOperator;

/** The methods of Python's str. */
public final class TextMethods {
  private static final Map<String, Method<String>> METHODS = new HashMap<>();

  static {
    plain("upper", Texts::upper);
    plain("lower", Texts::lower);
    plain("casefold", Texts::lower);
    plain("title", Texts::title);
    plain("capitalize", Texts::capitalized);
    METHODS.put("strip", (text, chars) -> stripped(text, chars, true, true));
    METHODS.put("lstrip", (text, chars) -> stripped(text, chars, true, false));
    METHODS.put("rstrip", (text, chars) -> stripped(text, chars, false, true));
    METHODS.put("split", (text, how) -> Splitting.fromLeft(text, how));
    METHODS.put("rsplit", (text, how) -> Splitting.fromRight(text, how));
    METHODS.put("splitlines", TextMethods::lines);
    METHODS.put("partition", (text, how) -> Splitting.partition(text, how, true));
    METHODS.put("rpartition", (text, how) -> Splitting.partition(text, how, false));
    METHODS.put("startswith", (text, what) -> edge(text, what, true));
    METHODS.put("endswith", (text, what) -> edge(text, what, false));
    METHODS.put("removeprefix", (text, what) -> removed(text, what, true));
    METHODS.put("removesuffix", (text, what) -> removed(text, what, false));
    METHODS.put("replace", TextMethods::replaced);
    METHODS.put("join", TextMethods::joined);
    METHODS.put("find", (text, part) -> found(text, part, true));
    METHODS.put("rfind", (text, part) -> found(text, part, false));
    METHODS.put("index", TextMethods::index);
    METHODS.put("count", TextMethods::count);
    METHODS.put("format", BraceFormat::apply);
    kind("isspace", Texts::isBlank);
    kind("isalpha", Character::isLetter);
    kind("isdigit", Character::isDigit);
    kind("isdecimal", Character::isDigit);
    kind("isalnum", Character::isLetterOrDigit);
    METHODS.put("islower", (text, none) -> Texts.isCased(text, false));
    METHODS.put("isupper", (text, none) -> Texts.isCased(text, true));
  }

  private TextMethods() {}

  private static void plain(String name, UnaryOperator<String> change) {
    METHODS.put(
        name,
        (text, none) -> {
          none.bind(name + "()");
          return change.apply(text);
        });
  }

  private static void kind(String name, IntPredicate letters) {
    METHODS.put(name, (text, none) -> Texts.all(text, letters));
  }

  public static Set<String> names() {
    return METHODS.keySet();
  }

  public static Object of(String text, String name) {
    return Methods.bound(METHODS, text, name);
  }

  private static String stripped(String text, Arguments chars, boolean left, boolean right) {
    return stripped(text, chars.bind("strip()", "chars").text(0), left, right);
  }

  static String stripped(String text, String chars, boolean left, boolean right) {
    IntPredicate letters = chars == null ? Texts::isBlank : letter -> chars.indexOf(letter) >= 0;
    return Texts.stripped(text, letters, left, right);
  }

  private static List<Object> lines(String text, Arguments arguments) {
    return Texts.lines(text, arguments.bind("splitlines()", "keepends").flag(0, false));
  }

  private static boolean edge(String whole, Arguments arguments, boolean start) {
    Bound bound = arguments.bind(start ? "startswith()" : "endswith()", "affix", "start", "end");
    Object from = bound.optional(1, null);
    String text = (String) Subscripts.slice(whole, from, bound.optional(2, null), null);
    Object affix = bound.required(0);
    List<Object> choices = affix instanceof Tuple tuple ? tuple.items() : List.of(textOf(affix));
    return choices.stream()
        .map(TextMethods::textOf)
        .anyMatch(choice -> start ? text.startsWith(choice) : text.endsWith(choice));
  }

  private static String textOf(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw value instanceof Undefined undefined
        ? undefined.failure()
        : PythonError.type("a text's method", value);
  }

  private static String removed(String text, Arguments arguments, boolean start) {
    String affix = textOf(arguments.bind("removeprefix()", "affix").required(0));
    if (start) {
      return text.startsWith(affix) ? text.substring(affix.length()) : text;
    }
    return text.endsWith(affix) ? text.substring(0, text.length() - affix.length()) : text;
  }

  private static String replaced(String text, Arguments arguments) {
    Bound bound = arguments.bind("replace()", "old", "new", "count");
    String old = textOf(bound.required(0));
    return replaced(text, old, textOf(bound.required(1)), bound.count(2, -1));
  }

  /**
   * @param count how often at most, or a negative number for always
   */
  static String replaced(String text, String old, String fresh, int count) {
    StringBuilder out = new StringBuilder();
    int left = count < 0 ? Integer.MAX_VALUE : count;
    int at = 0;
    for (int next = text.indexOf(old); next >= 0 && left > 0; left--) {
      out.append(text, at, next).append(fresh);
      Texts.bounded(out.length());
      at = next + old.length();
      int from = old.isEmpty() ? next + width(text, next) : at;
      if (old.isEmpty() && next == text.length()) {
        break;
      }
      next = text.indexOf(old, from);
    }
    return out.append(text, at, text.length()).toString();
  }

  private static int width(String text, int at) {
    return at < text.length() ? Character.charCount(text.codePointAt(at)) : 1;
  }

  private static String joined(String separator, Arguments arguments) {
    List<Object> parts = Values.list(arguments.bind("join()", "iterable").required(0));
    parts.forEach(TextMethods::textOf);
    return Texts.joined(separator, parts);
  }

  private static long found(String text, Arguments arguments, boolean first) {
    String part = textOf(arguments.bind("find()", "sub").required(0));
    int at = first ? text.indexOf(part) : text.lastIndexOf(part);
    return at < 0 ? -1 : text.codePointCount(0, at);
  }

  private static long index(String text, Arguments arguments) {
    long at = found(text, arguments, true);
    if (at < 0) {
      throw new PythonError("index(): the part is not in the text");
    }
    return at;
  }

  private static long count(String text, Arguments arguments) {
    String part = textOf(arguments.bind("count()", "sub").required(0));
    if (part.isEmpty()) {
      return Values.length(text) + 1L;
    }
    long count = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      count++;
    }
    return count;
  }
}
