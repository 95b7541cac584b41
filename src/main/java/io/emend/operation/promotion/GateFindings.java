package io.emend.operation.promotion;

import io.emend.evaluation.score.CategoryScore;
import io.emend.evaluation.score.Gain;
import io.emend.evaluation.score.ModelComparison;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the gate found.
 *
 * @param metrics by name; none without a comparison
 */
public record GateFindings(List<GateViolation> violations, Map<String, Object> metrics) {

  /** What an evaluation without a comparison of the two comes to. */
  static GateFindings without(GateViolation.Rule rule, String detail) {
    return new GateFindings(List.of(new GateViolation(rule, detail)), Map.of());
  }

  static GateFindings of(List<GateViolation> violations, ModelComparison comparison) {
    Gain gain = comparison.total().direct();
    Map<String, Object> metrics = new TreeMap<>();
    metrics.put("n", gain.n());
    metrics.put("production", gain.before());
    metrics.put("adapter", gain.after());
    metrics.put("gain", gain.gain());
    metrics.put("pValue", gain.pValue());
    put(metrics, "productionHarm", comparison.base().total());
    put(metrics, "adapterHarm", comparison.candidate().total());
    return new GateFindings(violations, metrics);
  }

  private static void put(Map<String, Object> metrics, String name, CategoryScore score) {
    if (score.harm() != null) {
      metrics.put(name, score.harm());
    }
  }

  List<String> details() {
    return violations.stream().map(GateViolation::detail).toList();
  }
}
