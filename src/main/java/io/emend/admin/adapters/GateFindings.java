package io.emend.admin.adapters;

import io.emend.evaluation.score.CategoryScore;
import io.emend.evaluation.score.Gain;
import io.emend.evaluation.score.ModelComparison;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the gate found.
 *
 * @param figures by name; none without a comparison
 */
record GateFindings(List<Objection> objections, Map<String, Object> figures) {

  /** What an evaluation without a comparison of the two comes to. */
  static GateFindings without(Objection.Rule rule, String detail) {
    return new GateFindings(List.of(new Objection(rule, detail)), Map.of());
  }

  static GateFindings of(List<Objection> objections, ModelComparison comparison) {
    Gain gain = comparison.total().direct();
    Map<String, Object> figures = new TreeMap<>();
    figures.put("n", gain.n());
    figures.put("production", gain.before());
    figures.put("adapter", gain.after());
    figures.put("gain", gain.gain());
    figures.put("pValue", gain.pValue());
    put(figures, "productionHarm", comparison.base().total());
    put(figures, "adapterHarm", comparison.candidate().total());
    return new GateFindings(objections, figures);
  }

  private static void put(Map<String, Object> figures, String name, CategoryScore score) {
    if (score.harm() != null) {
      figures.put(name, score.harm());
    }
  }

  List<String> details() {
    return objections.stream().map(Objection::detail).toList();
  }
}
