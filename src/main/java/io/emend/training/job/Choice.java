package io.emend.training.job;

import static io.emend.error.EmendException.require;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Words of a request that stand for a few known things. */
final class Choice {
  private Choice() {}

  /**
   * @throws io.emend.error.EmendException {@code invalid_value} with the words that are known
   */
  static <E extends Enum<E>> E of(String field, String word, List<E> known) {
    String words = known.stream().map(Choice::word).collect(Collectors.joining(" or "));
    List<E> meant = known.stream().filter(one -> word(one).equalsIgnoreCase(word)).toList();
    require(!meant.isEmpty(), field, "must be " + words, word);
    return meant.get(0);
  }

  static String word(Enum<?> one) {
    return one.name().toLowerCase(Locale.ROOT);
  }
}
