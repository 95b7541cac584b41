package io.emend.operation.evaluation;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.FailedSample;
import io.emend.evaluation.score.ScoredSample;
import io.emend.jobs.IdempotencyKey;
import io.emend.operation.Operation;
import io.emend.operation.OperationRecords;
import io.emend.operation.OperationState;
import io.emend.storage.JsonDocuments;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluations at rest: {@code evaluations/{id}.json}, and what each model said in {@code
 * evaluations/{id}/samples-0.jsonl} and on, in the order of the models; what could not be asked is
 * in {@code failures-0.jsonl} and on.
 */
@Singleton
public class EvaluationRecords implements OperationRecords<Evaluation> {
  private static final String ID = "eval-[0-9a-f-]{36}";

  private final ObjectStore store;
  private final JsonDocuments<Evaluation> evaluations;
  private final JsonDocuments<ScoredSample> scored;
  private final JsonDocuments<FailedSample> failed;

  EvaluationRecords(ObjectStore store) {
    this.store = store;
    this.evaluations = new JsonDocuments<>(store, Evaluation.class);
    this.scored = new JsonDocuments<>(store, ScoredSample.class);
    this.failed = new JsonDocuments<>(store, FailedSample.class);
  }

  static String id(IdempotencyKey key) {
    return "eval-" + key.uuid();
  }

  @Override
  public boolean add(Evaluation evaluation) {
    return evaluations.add(key(evaluation.id()), evaluation);
  }

  /**
   * @throws EmendException {@code evaluation_not_found}
   */
  @Override
  public Evaluation get(String id) {
    return evaluations.find(key(id)).orElseThrow(() -> notFound(id));
  }

  @Override
  public List<Evaluation> list() {
    try (Stream<ObjectKey> keys = store.list("evaluations/")) {
      return keys.map(key -> key.value().replaceFirst("^evaluations/(.*)\\.json$", "$1"))
          .filter(id -> id.matches(ID))
          .map(this::get)
          .sorted(Operation.latestFirst())
          .toList();
    }
  }

  @Override
  public Evaluation update(String id, UnaryOperator<Evaluation> change) {
    Supplier<Evaluation> absent =
        () -> {
          throw notFound(id);
        };
    return evaluations.update(key(id), absent, change);
  }

  /** Keeps what each model said. */
  void keep(String id, List<EvaluationResult> results) {
    for (int i = 0; i < results.size(); i++) {
      store.put(samples(id, i), JsonDocuments.lines(results.get(i).samples()));
      if (!results.get(i).failures().isEmpty()) {
        store.put(failures(id, i), JsonDocuments.lines(results.get(i).failures()));
      }
    }
  }

  /**
   * What each model said, in the order of the models.
   *
   * @throws EmendException {@code evaluation_unfinished} unless it succeeded
   */
  public List<EvaluationResult> results(Evaluation evaluation) {
    if (evaluation.state() != OperationState.SUCCEEDED) {
      throw new EmendException(
          ErrorCode.EVALUATION_UNFINISHED,
          "evaluation " + evaluation.id() + " has no result, it is " + evaluation.state().word(),
          Map.of("evaluation", evaluation.id(), "state", evaluation.state().word()));
    }
    return IntStream.range(0, evaluation.spec().models().size())
        .mapToObj(model -> result(evaluation, model))
        .toList();
  }

  private EvaluationResult result(Evaluation evaluation, int model) {
    EvaluationSpec spec = evaluation.spec();
    return new EvaluationResult(
        spec.models().get(model),
        spec.source(),
        spec.mode(),
        evaluation.result().excluded(),
        scored.lines(samples(evaluation.id(), model)),
        failed.lines(failures(evaluation.id(), model)));
  }

  private static EmendException notFound(String id) {
    return new EmendException(
        ErrorCode.EVALUATION_NOT_FOUND,
        "there is no such evaluation",
        Map.of("field", "evaluation", "value", id));
  }

  /**
   * @throws EmendException {@code evaluation_not_found} if it is the id of none
   */
  private static ObjectKey key(String id) {
    if (!id.matches(ID)) {
      throw notFound(id);
    }
    return ObjectKey.of("evaluations", id + ".json");
  }

  private static ObjectKey samples(String id, int model) {
    return ObjectKey.of("evaluations", id, "samples-" + model + ".jsonl");
  }

  private static ObjectKey failures(String id, int model) {
    return ObjectKey.of("evaluations", id, "failures-" + model + ".jsonl");
  }
}
