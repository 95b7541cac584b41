package io.emend.evaluation;

import io.emend.correction.Outcome;
import io.emend.evaluation.score.ScoredSample;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How far a run is.
 *
 * @param done those that failed included
 * @param total samples there are to do
 * @param right first turns that were right
 * @param outcomes counts, empty without second turns
 */
public record EvaluationProgress(int done, int total, int right, Map<Outcome, Integer> outcomes) {

  /** The outcomes by the words of the API. */
  public Map<String, Integer> outcomeWords() {
    Map<String, Integer> words = new TreeMap<>();
    outcomes.forEach((outcome, count) -> words.put(outcome.word(), count));
    return words;
  }

  EvaluationProgress plusFailure() {
    return new EvaluationProgress(done + 1, total, right, outcomes);
  }

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
