package io.emend.evaluation;

import io.emend.correction.Outcome;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Scores of one category, shares in percent.
 *
 * @param constant what the best constant answer would score, among questions with as many options
 * @param corrected null without second turns
 * @param outcomes empty without second turns
 */
public record CategoryScore(
    String category,
    int samples,
    double direct,
    Double corrected,
    double constant,
    double unparsed,
    Map<String, Long> outcomes) {

  static CategoryScore of(String category, List<ScoredSample> samples) {
    boolean two = samples.stream().allMatch(sample -> sample.outcome() != null);
    return new CategoryScore(
        category,
        samples.size(),
        percent(samples.stream().filter(ScoredSample::initialRight).count(), samples),
        two ? percent(samples.stream().filter(ScoredSample::refinedRight).count(), samples) : null,
        percent(constantHits(samples), samples),
        percent(samples.stream().filter(sample -> sample.initial() == null).count(), samples),
        two ? outcomes(samples) : Map.of());
  }

  private static double percent(long count, List<ScoredSample> samples) {
    return samples.isEmpty() ? 0 : 100.0 * count / samples.size();
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
