package io.emend.evaluation.report;

import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.source.LabelledSample;
import io.emend.evaluation.source.LabelledSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Samples on which two models differ, with their pictures from the source. */
public final class Examples {
  private Examples() {}

  /**
   * First those that the candidate gained, then those that it lost.
   *
   * @param source of both
   * @param each most of either
   */
  public static List<Example> of(
      EvaluationResult base, EvaluationResult candidate, LabelledSource source, int each) {
    Map<String, ScoredSample> before =
        base.samples().stream().collect(Collectors.toMap(ScoredSample::id, Function.identity()));
    List<ScoredSample> chosen = new ArrayList<>();
    chosen.addAll(differing(before, candidate, true, each));
    chosen.addAll(differing(before, candidate, false, each));
    Map<String, LabelledSample> pictures = labelled(source, chosen);
    return chosen.stream()
        .filter(sample -> pictures.containsKey(sample.id()))
        .map(s -> new Example(pictures.get(s.id()), before.get(s.id()), s))
        .toList();
  }

  private static List<ScoredSample> differing(
      Map<String, ScoredSample> before, EvaluationResult candidate, boolean gained, int most) {
    return candidate.samples().stream()
        .filter(sample -> before.containsKey(sample.id()))
        .filter(sample -> sample.initialRight() == gained)
        .filter(sample -> before.get(sample.id()).initialRight() != gained)
        .limit(most)
        .toList();
  }

  /** The source is read only as far as the last of them; a source may have no end. */
  private static Map<String, LabelledSample> labelled(
      LabelledSource source, List<ScoredSample> chosen) {
    List<String> ids = chosen.stream().map(ScoredSample::id).toList();
    try (Stream<LabelledSample> samples = source.samples()) {
      return samples
          .filter(sample -> ids.contains(sample.id()))
          .limit(ids.size())
          .collect(Collectors.toMap(LabelledSample::id, Function.identity()));
    }
  }
}
