package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.filter.Globals;
import io.emend.model.tokenizer.jinja.python.PythonError;
import java.time.Clock;
import java.util.Collection;
import java.util.Map;

/** One run of a template: what it may use, how much it may do, and where it is. */
public final class Rendering {
  /** Loops in loops, or long texts again and again, end here after seconds at most. */
  private static final long MOST_WORK = 20_000_000;

  private static final int LONGEST_OUTPUT = 1 << 20;
  private static final int DEEPEST_CALLS = 60;
  private static final int LETTERS_PER_STEP = 8;

  private final Map<String, Object> globals;
  private long work;
  private int depth;
  private int line = 1;

  Rendering(Clock clock) {
    this.globals = Globals.at(clock);
  }

  Map<String, Object> globals() {
    return globals;
  }

  /** Counts a step that reads a value: what walks over a long one costs more. */
  public void step(Object value) {
    long size = 0;
    if (value instanceof String text) {
      size = text.length();
    } else if (value instanceof Collection<?> items) {
      size = items.size();
    } else if (value instanceof Map<?, ?> dict) {
      size = dict.size();
    }
    work += 1 + size / LETTERS_PER_STEP;
    if (work > MOST_WORK) {
      throw new PythonError("the template does too much: more than " + MOST_WORK + " steps");
    }
  }

  void print(String text, StringBuilder out) {
    step(text);
    if (out.length() + text.length() > LONGEST_OUTPUT) {
      throw new PythonError("must render to at most " + LONGEST_OUTPUT + " letters");
    }
    out.append(text);
  }

  void enter() {
    if (++depth > DEEPEST_CALLS) {
      throw new PythonError("macros must call each other at most " + DEEPEST_CALLS + " deep");
    }
  }

  void leave() {
    depth--;
  }

  void at(int newLine) {
    line = newLine;
  }

  int line() {
    return line;
  }
}
