package io.emend.operation.evaluation;

import io.emend.evaluation.EvaluationProgress;
import java.util.Map;

/**
 * What an evaluation counts of the model in turn; a model after it has as many samples.
 *
 * @param right first turns that were right
 * @param outcomes counts by word, empty without second turns
 */
public record EvaluationCounts(String model, int right, Map<String, Integer> outcomes) {

  static EvaluationCounts of(String model, EvaluationProgress now) {
    return new EvaluationCounts(model, now.right(), now.outcomeWords());
  }
}
