package io.emend.model.tokenizer.jinja.python.text;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.PythonError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code str.format} with plain fields: by order, number or name, without a format behind them. */
final class BraceFormat {
  private static final Pattern FIELD =
      Pattern.compile("\\{\\{|}}|\\{(?<name>\\w*)(?<repr>![rs])?}|[{}]");

  private BraceFormat() {}

  static String apply(String pattern, Arguments arguments) {
    Matcher fields = FIELD.matcher(pattern);
    StringBuilder out = new StringBuilder();
    int next = 0;
    int copied = 0;
    boolean numbered = false;
    while (fields.find()) {
      out.append(pattern, copied, fields.start());
      copied = fields.end();
      String name = fields.group("name");
      numbered |= name != null && !name.isEmpty() && Character.isDigit(name.charAt(0));
      if (name == null) {
        out.append(brace(fields.group()));
        continue;
      }
      Object value = value(name.isEmpty() ? String.valueOf(next++) : name, arguments);
      out.append(
          "!r".equals(fields.group("repr"))
              ? Printing.represented(value, 0)
              : Printing.text(value));
      Texts.bounded(out.length());
      if (numbered && next > 0) {
        throw new PythonError("format() takes fields with numbers or without, not both");
      }
    }
    return out.append(pattern.substring(copied)).toString();
  }

  private static char brace(String found) {
    if (found.length() == 1) {
      throw new PythonError("format() supports only fields such as {}, {0}, {name} and {name!r}");
    }
    return found.charAt(0);
  }

  private static Object value(String name, Arguments arguments) {
    if (Character.isDigit(name.charAt(0))) {
      int index = Integer.parseInt(name.substring(0, Math.min(8, name.length())));
      if (index < arguments.positional().size()) {
        return arguments.positional().get(index);
      }
    } else if (arguments.named().containsKey(name)) {
      return arguments.named().get(name);
    }
    throw new PythonError("format() has no argument " + name);
  }
}
