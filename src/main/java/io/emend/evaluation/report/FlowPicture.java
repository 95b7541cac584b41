package io.emend.evaluation.report;

import io.emend.correction.Outcome;
import java.util.ArrayList;
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

  /** Bands in the order of {@link Outcome}: by first turn on the left, by second on the right. */
  static List<FlowPicture> of(Map<String, Long> outcomes) {
    double total = Math.max(1, outcomes.values().stream().mapToLong(Long::longValue).sum());
    double[] size = new double[4];
    for (Outcome outcome : Outcome.values()) {
      size[outcome.ordinal()] = HEIGHT * outcomes.getOrDefault(outcome.word(), 0L) / total;
    }
    double[] left = {0, size[0], size[0] + size[1] + GAP, size[0] + size[1] + size[2] + GAP};
    double[] right = {0, size[0] + size[2] + GAP, size[0], size[0] + size[2] + size[1] + GAP};
    List<FlowPicture> bands = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      int i = outcome.ordinal();
      String path = path(left[i], right[i], size[i]);
      bands.add(new FlowPicture(outcome.word(), outcomes.getOrDefault(outcome.word(), 0L), path));
    }
    return bands;
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
