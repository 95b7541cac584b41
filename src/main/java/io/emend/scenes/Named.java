package io.emend.scenes;

import java.util.Locale;

/** An enum constant with a word for use in texts and names: {@code HELD_OUT} is "held-out". */
public interface Named {
  String name();

  default String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
