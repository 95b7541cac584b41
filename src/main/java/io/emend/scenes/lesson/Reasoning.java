package io.emend.scenes.lesson;

import java.util.random.RandomGenerator;

/** What is said before an option is chosen. */
@FunctionalInterface
public interface Reasoning {
  /**
   * One or two sentences that lead to an option: true ones to the right option, plausible ones to a
   * wrong option.
   *
   * @param option index of the option
   */
  String towards(int option, RandomGenerator random);
}
