package io.emend.operation.evaluation;

import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.score.EvaluationReport;
import io.emend.evaluation.score.ModelComparison;
import java.util.List;

/**
 * The same samples, answered by each model of an evaluation.
 *
 * @param results in the order of the models
 */
public record EvaluatedModels(TrainedOn trainedOn, List<EvaluationResult> results) {

  public EvaluatedModels {
    results = List.copyOf(results);
  }

  public List<EvaluationReport> reports() {
    return results.stream().map(EvaluationResult::report).toList();
  }

  /** The second model with the first; null for one alone. */
  public ModelComparison comparison() {
    return results.size() == 2 ? ModelComparison.of(results.get(0), results.get(1)) : null;
  }
}
