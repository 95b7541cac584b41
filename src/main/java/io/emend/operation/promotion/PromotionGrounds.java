package io.emend.operation.promotion;

import io.emend.error.EmendException;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.score.ModelComparison;
import io.emend.inference.registry.Registry;
import io.emend.operation.OperationState;
import io.emend.operation.evaluation.Evaluation;
import io.emend.operation.evaluation.EvaluationRecords;
import io.emend.operation.promotion.GateViolation.Rule;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Holds the evaluation that a promotion rests on against what is in production now. */
@Singleton
public class PromotionGrounds {
  private final EvaluationRecords evaluations;
  private final PromotionGate gate;

  public PromotionGrounds(EvaluationRecords evaluations, PromotionGate gate) {
    this.evaluations = evaluations;
    this.gate = gate;
  }

  /**
   * @param evaluation id, null for none
   * @throws EmendException {@code evaluation_not_found}
   */
  public GateFindings findings(Registry now, String adapter, String evaluation) {
    if (evaluation == null) {
      return GateFindings.without(Rule.EVALUATION_MISSING, "an evaluation must be given");
    }
    Evaluation found = evaluations.get(evaluation);
    String production = Objects.requireNonNullElse(now.production(), now.model());
    List<String> models = found.spec().models();
    if (!Set.copyOf(models).equals(Set.of(adapter, production))) {
      return GateFindings.without(
          Rule.MODELS_DIFFER,
          "the evaluation must be of %s and %s, which is in production, was of %s"
              .formatted(adapter, production, String.join(" and ", models)));
    }
    if (found.state() != OperationState.SUCCEEDED) {
      return GateFindings.without(
          Rule.EVALUATION_UNFINISHED,
          "the evaluation must have succeeded, is " + found.state().word());
    }
    ModelComparison comparison = comparison(found, production, adapter);
    return GateFindings.of(gate.against(comparison), comparison);
  }

  /** Of the adapter with production, whichever the evaluation named first. */
  private ModelComparison comparison(Evaluation found, String production, String adapter) {
    Map<String, EvaluationResult> results =
        evaluations.results(found).stream()
            .collect(Collectors.toMap(EvaluationResult::model, Function.identity()));
    return ModelComparison.of(results.get(production), results.get(adapter));
  }
}
