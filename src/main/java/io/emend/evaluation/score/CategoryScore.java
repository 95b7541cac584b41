package io.emend.evaluation.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.correction.Outcome;
import io.emend.evaluation.score.ScoredSample.Reply;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Scores of one category, shares in percent. What belongs to second turns is null without them.
 *
 * @param direct accuracy of the first turn
 * @param corrected accuracy of the second turn
 * @param constant what the best constant answer would score, among questions with as many options
 * @param unparsed first turns without an answer that could be found
 * @param harm right answers that the second turn made wrong, of all that were right
 * @param outcomes empty without second turns
 * @param circular null where no question has rotations
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CategoryScore(
    String category,
    int samples,
    double direct,
    Interval directInterval,
    Double corrected,
    Interval correctedInterval,
    double constant,
    double unparsed,
    Double correctedUnparsed,
    Double harm,
    Map<String, Long> outcomes,
    CircularScore circular) {

  /**
   * @param samples at least one
   */
  static CategoryScore of(String category, List<ScoredSample> samples) {
    boolean two = samples.stream().allMatch(sample -> sample.refined() != null);
    Gain turns = Gain.of(samples.stream().map(CategoryScore::turns).toList());
    Map<String, Long> outcomes = two ? outcomes(samples) : Map.of();
    return new CategoryScore(
        category,
        samples.size(),
        turns.before(),
        turns.beforeInterval(),
        two ? turns.after() : null,
        two ? turns.afterInterval() : null,
        100.0 * constantHits(samples) / samples.size(),
        unparsed(samples, ScoredSample::initial),
        two ? unparsed(samples, ScoredSample::refined) : null,
        two ? harm(outcomes) : null,
        outcomes,
        CircularScore.of(samples, two));
  }

  private static Verdict turns(ScoredSample sample) {
    return new Verdict(sample.group(), sample.initialRight(), sample.refinedRight());
  }

  private static double unparsed(List<ScoredSample> samples, Function<ScoredSample, Reply> turn) {
    long missing = samples.stream().filter(sample -> turn.apply(sample).answer() == null).count();
    return 100.0 * missing / samples.size();
  }

  /** Nothing that was right could be harmed: 0. */
  private static double harm(Map<String, Long> outcomes) {
    long harmed = outcomes.get(Outcome.RIGHT_WRONG.word());
    long right = harmed + outcomes.get(Outcome.RIGHT_RIGHT.word());
    return right == 0 ? 0 : 100.0 * harmed / right;
  }

  /** For each number of options the letter that is right most often. */
  private static long constantHits(List<ScoredSample> samples) {
    return samples.stream().collect(Collectors.groupingBy(ScoredSample::options)).values().stream()
        .mapToLong(CategoryScore::mostFrequent)
        .sum();
  }

  private static long mostFrequent(List<ScoredSample> samples) {
    return samples.stream()
        .collect(Collectors.groupingBy(ScoredSample::expected, Collectors.counting()))
        .values()
        .stream()
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  private static Map<String, Long> outcomes(List<ScoredSample> samples) {
    Map<String, Long> counts = new TreeMap<>();
    for (Outcome outcome : Outcome.values()) {
      counts.put(outcome.word(), 0L);
    }
    samples.stream()
        .map(ScoredSample::outcome)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
        .forEach((outcome, count) -> counts.put(outcome.word(), count));
    return counts;
  }
}
