package io.emend.training;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Ends a run that has left the finite numbers: no step brings it back, and the same run again would
 * end the same.
 */
public final class Divergence {
  /** Named before all other figures, which follow from them. */
  private static final List<String> FIRST = List.of("loss", "grad_norm");

  private Divergence() {}

  /**
   * @param step that has these figures, counted from 1
   * @throws EmendException {@code training_diverged}, naming step, metric and value
   */
  public static void check(int step, Map<String, Double> figures) {
    Stream.concat(FIRST.stream(), figures.keySet().stream())
        .filter(figures::containsKey)
        .filter(metric -> !Double.isFinite(figures.get(metric)))
        .findFirst()
        .ifPresent(
            metric -> {
              throw at(step, metric, "is " + figures.get(metric));
            });
  }

  /** The end of a run at a step. */
  static EmendException at(int step, String metric, String what) {
    return new EmendException(
        ErrorCode.TRAINING_DIVERGED,
        "the training diverged at step %d: %s %s; try a lower learningRate or maxGradNorm"
            .formatted(step, metric, what),
        Map.of("step", step, "metric", metric));
  }
}
