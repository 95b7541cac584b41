package io.emend.scenes;

import io.emend.error.EmendException;
import java.util.random.RandomGenerator;

/** A closed range of whole numbers that are not negative. */
public record Range(int least, int most) {
  public Range {
    if (least < 0) {
      throw EmendException.invalid("least", "must not be negative", least);
    }
    if (most < least) {
      throw EmendException.invalid("most", "must be at least " + least, most);
    }
  }

  boolean contains(int value) {
    return value >= least && value <= most;
  }

  public int draw(RandomGenerator random) {
    return least + random.nextInt(most - least + 1);
  }
}
