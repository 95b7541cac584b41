package io.emend.jobs.kubernetes;

import java.time.Duration;

/**
 * A moment that comes whatever is done to the clock of the machine.
 *
 * @param nanos of {@link System#nanoTime}
 */
record Deadline(long nanos) {

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  static Deadline passed() {
    return in(Duration.ZERO);
  }

  boolean isAhead() {
    return System.nanoTime() - nanos < 0;
  }
}
