package io.emend.evaluation.score;

import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Circular evaluation (MMBench, Liu et al. 2023): a question counts as right only when it is right
 * in all rotations of its options.
 *
 * @param questions groups of rotations
 * @param direct percent of them
 * @param corrected percent of them, null without second turns
 */
public record CircularScore(int questions, double direct, Double corrected) {

  /** Null where no question has more than one rotation. */
  static CircularScore of(List<ScoredSample> samples, boolean twoTurns) {
    Collection<List<ScoredSample>> groups = groups(samples);
    if (groups.size() == samples.size()) {
      return null;
    }
    return new CircularScore(
        groups.size(),
        share(groups, ScoredSample::initialRight),
        twoTurns ? share(groups, ScoredSample::refinedRight) : null);
  }

  private static Collection<List<ScoredSample>> groups(List<ScoredSample> samples) {
    return samples.stream().collect(Collectors.groupingBy(ScoredSample::group)).values();
  }

  private static double share(
      Collection<List<ScoredSample>> groups, Predicate<ScoredSample> right) {
    long allRight = groups.stream().filter(group -> group.stream().allMatch(right)).count();
    return 100.0 * allRight / groups.size();
  }
}
