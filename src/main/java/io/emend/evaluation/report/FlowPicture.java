package io.emend.evaluation.report;

import io.emend.correction.Outcome;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * First-turn answers flowing to second-turn answers, in a box of 100 x 100.
 *
 * @param outcome also the style's class, for example {@code right_wrong}
 * @param path the band's outline in SVG
 */
public record FlowPicture(String outcome, long count, String path) {
  private static final double HEIGHT = 96;
  private static final double GAP = 4;
  private static final List<Outcome> FIRST_RIGHT =
      List.of(Outcome.RIGHT_RIGHT, Outcome.RIGHT_WRONG);
  private static final List<Outcome> FIRST_WRONG =
      List.of(Outcome.WRONG_RIGHT, Outcome.WRONG_WRONG);
  private static final List<Outcome> SECOND_RIGHT =
      List.of(Outcome.RIGHT_RIGHT, Outcome.WRONG_RIGHT);
  private static final List<Outcome> SECOND_WRONG =
      List.of(Outcome.RIGHT_WRONG, Outcome.WRONG_WRONG);

  /** Bands in the order of {@link Outcome}: by first turn on the left, by second on the right. */
  static List<FlowPicture> of(Map<String, Long> outcomes) {
    double total = Math.max(1, outcomes.values().stream().mapToLong(Long::longValue).sum());
    Map<Outcome, Double> size = new EnumMap<>(Outcome.class);
    for (Outcome outcome : Outcome.values()) {
      size.put(outcome, HEIGHT * outcomes.getOrDefault(outcome.word(), 0L) / total);
    }
    Map<Outcome, Double> left = stack(size, FIRST_RIGHT, FIRST_WRONG);
    Map<Outcome, Double> right = stack(size, SECOND_RIGHT, SECOND_WRONG);
    return Arrays.stream(Outcome.values())
        .map(
            each ->
                new FlowPicture(
                    each.word(),
                    outcomes.getOrDefault(each.word(), 0L),
                    path(left.get(each), right.get(each), size.get(each))))
        .toList();
  }

  /**
   * Where each band begins on one side: those that are right there, a gap, those that are wrong.
   */
  private static Map<Outcome, Double> stack(
      Map<Outcome, Double> size, List<Outcome> right, List<Outcome> wrong) {
    Map<Outcome, Double> places = new EnumMap<>(Outcome.class);
    double next = 0;
    for (Outcome outcome : right) {
      places.put(outcome, next);
      next += size.get(outcome);
    }
    next += GAP;
    for (Outcome outcome : wrong) {
      places.put(outcome, next);
      next += size.get(outcome);
    }
    return places;
  }

  private static String path(double left, double right, double size) {
    return String.format(
        Locale.ROOT,
        "M0 %1$.2f C50 %1$.2f 50 %2$.2f 100 %2$.2f V%3$.2f C50 %3$.2f 50 %4$.2f 0 %4$.2f Z",
        left,
        right,
        right + size,
        left + size);
  }
}
