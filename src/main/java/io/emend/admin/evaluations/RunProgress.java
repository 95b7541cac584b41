package io.emend.admin.evaluations;

import io.emend.evaluation.EvaluationProgress;
import java.time.Duration;
import java.util.Map;

/**
 * How far the model in turn is; a model after it has as many samples.
 *
 * @param right first turns that were right
 * @param outcomes counts by word, empty without second turns
 * @param rate samples a second
 * @param secondsLeft for this model
 */
public record RunProgress(
    String model,
    int done,
    int total,
    int right,
    Map<String, Integer> outcomes,
    double rate,
    long secondsLeft) {

  /**
   * @param now after at least one sample
   * @param taken since this model's turn began
   */
  static RunProgress of(String model, EvaluationProgress now, Duration taken) {
    double rate = now.done() * 1000.0 / Math.max(1, taken.toMillis());
    long left = Math.round((now.total() - now.done()) / rate);
    return new RunProgress(
        model, now.done(), now.total(), now.right(), now.outcomeWords(), rate, left);
  }
}
