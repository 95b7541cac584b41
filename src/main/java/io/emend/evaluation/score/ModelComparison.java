package io.emend.evaluation.score;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.error.EmendException;
import io.emend.evaluation.EvaluationResult;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Two models on the samples that both answered.
 *
 * @param base the model to beat
 * @param n samples that both answered
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ModelComparison(
    EvaluationReport base,
    EvaluationReport candidate,
    int n,
    Gains total,
    Map<String, Gains> categories) {

  /**
   * What the candidate gains over the base.
   *
   * @param corrected null unless both made second turns
   * @param circular of first turns, by question, right only when all rotations are; null where no
   *     question has rotations
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Gains(Gain direct, Gain corrected, Gain circular) {}

  /** Both answers to one sample. */
  private record Pair(ScoredSample base, ScoredSample candidate) {

    Verdict verdict(Predicate<ScoredSample> right) {
      return new Verdict(base.group(), right.test(base), right.test(candidate));
    }

    boolean twoTurns() {
      return base.refined() != null && candidate.refined() != null;
    }
  }

  /**
   * Compares on the samples that both answered.
   *
   * @throws EmendException {@code invalid_value} where the two have no sample in common
   */
  public static ModelComparison of(EvaluationResult base, EvaluationResult candidate) {
    List<Pair> pairs = pairs(base.samples(), candidate.samples());
    EmendException.require(!pairs.isEmpty(), "samples", "must be shared by both results", 0);
    Map<String, Gains> categories = new TreeMap<>();
    pairs.stream()
        .collect(Collectors.groupingBy(pair -> pair.base().category()))
        .forEach((category, group) -> categories.put(category, gains(group)));
    return new ModelComparison(
        shared(base, pairs, Pair::base),
        shared(candidate, pairs, Pair::candidate),
        pairs.size(),
        gains(pairs),
        categories);
  }

  /** The scores on the shared samples alone, so that the numbers shown are those compared. */
  private static EvaluationReport shared(
      EvaluationResult result, List<Pair> pairs, Function<Pair, ScoredSample> side) {
    List<ScoredSample> samples = pairs.stream().map(side).toList();
    return new EvaluationResult(
            result.model(),
            result.source(),
            result.mode(),
            result.excluded(),
            samples,
            result.failures())
        .report();
  }

  private static List<Pair> pairs(List<ScoredSample> base, List<ScoredSample> candidate) {
    Map<String, ScoredSample> byId =
        candidate.stream().collect(Collectors.toMap(ScoredSample::id, Function.identity()));
    return base.stream()
        .filter(sample -> byId.containsKey(sample.id()))
        .map(sample -> new Pair(sample, byId.get(sample.id())))
        .toList();
  }

  private static Gains gains(List<Pair> pairs) {
    boolean two = pairs.stream().allMatch(Pair::twoTurns);
    return new Gains(
        gain(pairs, ScoredSample::initialRight),
        two ? gain(pairs, ScoredSample::refinedRight) : null,
        circular(pairs));
  }

  private static Gain gain(List<Pair> pairs, Predicate<ScoredSample> right) {
    return Gain.of(pairs.stream().map(pair -> pair.verdict(right)).toList());
  }

  private static Gain circular(List<Pair> pairs) {
    Map<String, List<Verdict>> groups =
        pairs.stream()
            .map(pair -> pair.verdict(ScoredSample::initialRight))
            .collect(Collectors.groupingBy(Verdict::group));
    if (groups.size() == pairs.size()) {
      return null;
    }
    return Gain.of(groups.entrySet().stream().map(g -> all(g.getKey(), g.getValue())).toList());
  }

  private static Verdict all(String group, List<Verdict> rotations) {
    return new Verdict(
        group,
        rotations.stream().allMatch(Verdict::before),
        rotations.stream().allMatch(Verdict::after));
  }
}
