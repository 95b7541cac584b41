package io.emend.model.tokenizer.jinja;

import io.emend.model.tokenizer.jinja.python.Arguments;
import io.emend.model.tokenizer.jinja.python.Attributed;
import io.emend.model.tokenizer.jinja.python.Callable;
import io.emend.model.tokenizer.jinja.python.Generator;
import io.emend.model.tokenizer.jinja.python.PythonError;
import io.emend.model.tokenizer.jinja.python.Tuple;
import io.emend.model.tokenizer.jinja.python.Undefined;
import io.emend.model.tokenizer.jinja.python.Values;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The variable {@code loop}. It looks no further ahead than it is asked. */
final class LoopState implements Attributed {
  private static final Object ABSENT = new Object();

  private Iterator<Object> rest;
  private long length;
  private long index0 = -1;
  private Object previous = ABSENT;
  private Object current = ABSENT;
  private Object ahead = ABSENT;
  private Object lastChanged = ABSENT;

  LoopState(Object iterable) {
    this.rest = Values.iterate(iterable);
    this.length = iterable instanceof Generator ? -1 : Values.length(iterable);
  }

  boolean advance() {
    if (peek() == ABSENT) {
      return false;
    }
    index0++;
    previous = current;
    current = ahead;
    ahead = ABSENT;
    return true;
  }

  Object current() {
    return current;
  }

  private Object peek() {
    if (ahead == ABSENT && rest.hasNext()) {
      ahead = rest.next();
    }
    return ahead;
  }

  private long length() {
    if (length < 0) {
      List<Object> items = new ArrayList<>();
      rest.forEachRemaining(items::add);
      rest = items.iterator();
      length = items.size() + index0 + 1 + (ahead == ABSENT ? 0 : 1);
    }
    return length;
  }

  @Override
  public Object attribute(String name) {
    return switch (name) {
      case "index" -> index0 + 1;
      case "index0" -> index0;
      case "revindex" -> length() - index0;
      case "revindex0" -> length() - index0 - 1;
      case "length" -> length();
      case "first" -> index0 == 0;
      case "last" -> peek() == ABSENT;
      case "depth" -> 1L;
      case "depth0" -> 0L;
      case "previtem" -> there(previous, "the item before the first");
      case "nextitem" -> there(peek(), "the item behind the last");
      case "cycle" -> (Callable) this::cycle;
      case "changed" -> (Callable) this::changed;
      default -> new Undefined("the loop's " + name);
    };
  }

  private static Object there(Object item, String what) {
    return item == ABSENT ? new Undefined(what) : item;
  }

  private Object cycle(Arguments arguments) {
    List<Object> choices = arguments.positional();
    if (choices.isEmpty()) {
      throw new PythonError("cycle() needs an argument");
    }
    return choices.get((int) (index0 % choices.size()));
  }

  private Object changed(Arguments arguments) {
    Tuple now = new Tuple(arguments.positional());
    boolean changed = lastChanged == ABSENT || !Values.equal(lastChanged, now);
    lastChanged = now;
    return changed;
  }
}
