package io.emend.evaluation;

import io.emend.correction.Outcome;
import java.util.EnumMap;
import java.util.Map;

/**
 * How far a run is.
 *
 * @param total most samples; a source may end before
 * @param right first turns that were right
 * @param outcomes counts, empty without second turns
 */
public record EvaluationProgress(int done, int total, int right, Map<Outcome, Integer> outcomes) {

  EvaluationProgress plus(ScoredSample sample) {
    Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
    counts.putAll(outcomes);
    if (sample.outcome() != null) {
      counts.merge(sample.outcome(), 1, Integer::sum);
    }
    int rightNow = sample.initialRight() ? right + 1 : right;
    return new EvaluationProgress(done + 1, total, rightNow, counts);
  }
}
