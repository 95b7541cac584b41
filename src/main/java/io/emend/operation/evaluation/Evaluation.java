package io.emend.operation.evaluation;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.emend.evaluation.score.EvaluationReport;
import io.emend.evaluation.score.ModelComparison;
import io.emend.operation.Operation;
import io.emend.operation.OperationFailure;
import io.emend.operation.OperationProgress;
import io.emend.operation.OperationState;
import java.time.Instant;
import java.util.List;

/**
 * An evaluation, stored as {@code evaluations/{id}.json}: replaced as it goes on, and never again
 * once it has ended.
 *
 * @param job that runs it, null if a server does
 * @param message what it or its job waits for, as a sentence; never stored
 * @param progress null unless it runs
 * @param result null unless it succeeded
 * @param error null unless it failed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Evaluation(
    String id,
    EvaluationSpec spec,
    OperationState state,
    String job,
    String message,
    Instant createdAt,
    Instant endedAt,
    OperationProgress<EvaluationCounts> progress,
    Result result,
    OperationFailure error)
    implements Operation<Evaluation> {

  public Evaluation {
    if (endedAt != null && createdAt != null && endedAt.isBefore(createdAt)) {
      // The clock was set back meanwhile.
      endedAt = createdAt;
    }
    require(state.ended() == (endedAt != null), "endedAt", "must stand with a final state", state);
    boolean known = state == OperationState.SUCCEEDED || result == null;
    require(known, "result", "must be of one that succeeded", state);
  }

  /**
   * What came out.
   *
   * @param excluded samples left out since one of the models was trained on them
   * @param datasets that the models were trained on
   * @param unknownLineage models of which that cannot be told
   * @param comparison of the second model with the first, null for one alone
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Result(
      int excluded,
      List<String> datasets,
      List<String> unknownLineage,
      List<EvaluationReport> models,
      ModelComparison comparison) {

    static Result of(EvaluatedModels models) {
      return new Result(
          models.results().get(0).excluded(),
          models.trainedOn().datasets(),
          models.trainedOn().unknown(),
          models.reports(),
          models.comparison());
    }
  }

  static Evaluation queued(String id, EvaluationSpec spec, Instant now) {
    return new Evaluation(id, spec, OperationState.QUEUED, null, null, now, null, null, null, null);
  }

  Evaluation runBy(String runner) {
    return new Evaluation(id, spec, state, runner, null, createdAt, endedAt, null, result, error);
  }

  Evaluation running() {
    return state.ended() ? this : with(OperationState.RUNNING, null, null, null);
  }

  Evaluation succeeded(Result how, Instant now) {
    return state.ended() ? this : with(OperationState.SUCCEEDED, now, how, null);
  }

  @Override
  public Evaluation failed(OperationFailure why, Instant now) {
    return state.ended() ? this : with(OperationState.FAILED, now, null, why);
  }

  @Override
  public Evaluation cancelled(Instant now) {
    return state.ended() ? this : with(OperationState.CANCELLED, now, null, null);
  }

  private Evaluation with(OperationState next, Instant ended, Result how, OperationFailure why) {
    return new Evaluation(id, spec, next, job, null, createdAt, ended, null, how, why);
  }

  Evaluation progressed(OperationProgress<EvaluationCounts> now) {
    return state == OperationState.RUNNING
        ? new Evaluation(id, spec, state, job, message, createdAt, endedAt, now, result, error)
        : this;
  }

  Evaluation waitingFor(String what) {
    return new Evaluation(id, spec, state, job, what, createdAt, endedAt, progress, result, error);
  }

  /** For lists: without the scores. */
  Evaluation brief() {
    return new Evaluation(id, spec, state, job, message, createdAt, endedAt, progress, null, error);
  }
}
