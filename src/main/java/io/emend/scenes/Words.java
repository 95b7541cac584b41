package io.emend.scenes;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Small pieces of English and draws from lists. */
public final class Words {
  private static final String VOWELS = "aeiou";

  private Words() {}

  @SafeVarargs
  public static <T> T pick(RandomGenerator random, T... choices) {
    return choices[random.nextInt(choices.length)];
  }

  public static <T> T pick(RandomGenerator random, List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  public static <T> List<T> shuffled(RandomGenerator random, List<T> items) {
    List<T> shuffled = new ArrayList<>(items);
    for (int i = shuffled.size() - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      T moved = shuffled.set(i, shuffled.get(other));
      shuffled.set(other, moved);
    }
    return shuffled;
  }

  /** True {@code percent} times in a hundred. */
  public static boolean chance(RandomGenerator random, int percent) {
    return random.nextInt(100) < percent;
  }

  /** For example "an orange circle". */
  public static String article(String noun) {
    return (VOWELS.indexOf(noun.charAt(0)) < 0 ? "a " : "an ") + noun;
  }

  public static String list(List<String> items) {
    return String.join(", ", items);
  }

  public static String capitalized(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }

  /** American or British: a model should read both. */
  public static String color(RandomGenerator random) {
    return pick(random, "color", "color", "colour");
  }
}
