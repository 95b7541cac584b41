package io.emend.model.tokenizer.jinja.filter;

import io.emend.error.EmendException;
import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Callable;
import io.emend.model.tokenizer.jinja.python.Dicts;
import io.emend.model.tokenizer.jinja.python.Namespace;
import io.emend.model.tokenizer.jinja.python.Range;
import io.emend.model.tokenizer.jinja.python.text.Printing;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The functions that transformers gives every template. */
public final class Globals {
  private static final Set<String> UNSUPPORTED = Set.of("lipsum", "cycler", "joiner");

  private Globals() {}

  public static Map<String, Object> at(Clock clock) {
    Map<String, Object> globals = new HashMap<>();
    globals.put("range", (Callable) Range::of);
    globals.put("dict", (Callable) Dicts::make);
    globals.put("namespace", (Callable) Namespace::new);
    globals.put("raise_exception", (Callable) Globals::raise);
    globals.put("strftime_now", (Callable) arguments -> Strftime.at(clock, arguments));
    return globals;
  }

  public static boolean areUnsupported(String name) {
    return UNSUPPORTED.contains(name);
  }

  /** The template refuses the conversation, such as two questions in a row. */
  private static Object raise(Arguments arguments) {
    Object rule = arguments.bind("raise_exception()", "message").required(0);
    throw EmendException.invalid("messages", "must suit the chat template", Printing.text(rule));
  }
}
