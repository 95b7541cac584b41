package io.emend.model.tokenizer.jinja.python;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Python's tuple; it may hold None, which is null here. */
public record Tuple(List<Object> items) {
  public Tuple {
    items = Collections.unmodifiableList(new ArrayList<>(items));
  }

  static Tuple of(Object first, Object second) {
    List<Object> items = new ArrayList<>();
    items.add(first);
    items.add(second);
    return new Tuple(items);
  }
}
