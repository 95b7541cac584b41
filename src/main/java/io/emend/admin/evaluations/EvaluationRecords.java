package io.emend.admin.evaluations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.FailedSample;
import io.emend.evaluation.score.ScoredSample;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoredObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Evaluations at rest: {@code evaluations/{id}.json}, and what each model said in {@code
 * evaluations/{id}/samples-0.jsonl} and on, in the order of the models; what could not be asked is
 * in {@code failures-0.jsonl} and on.
 */
@Singleton
public class EvaluationRecords {
  private static final String ID = "eval-[0-9a-f-]{36}";

  private final ObjectStore store;
  private final ObjectMapper json;

  EvaluationRecords(ObjectStore store, ObjectMapper json) {
    this.store = store;
    this.json = json;
  }

  static String newId() {
    return "eval-" + UUID.randomUUID();
  }

  void add(Evaluation evaluation) {
    store.putIfAbsent(key(evaluation.id()), bytes(evaluation));
  }

  /**
   * @throws EmendException {@code evaluation_not_found}
   */
  public Evaluation get(String id) {
    return parse(stored(id).content(), Evaluation.class);
  }

  /** All evaluations, the latest first. */
  List<Evaluation> list() {
    try (Stream<ObjectKey> keys = store.list("evaluations/")) {
      return keys.map(key -> key.value().replaceFirst("^evaluations/(.*)\\.json$", "$1"))
          .filter(id -> id.matches(ID))
          .map(this::get)
          .sorted(Comparator.comparing(Evaluation::createdAt).reversed())
          .toList();
    }
  }

  /** Makes a change; where another was first, it is made again on what that one wrote. */
  Evaluation update(String id, UnaryOperator<Evaluation> change) {
    while (true) {
      StoredObject read = stored(id);
      Evaluation before = parse(read.content(), Evaluation.class);
      Evaluation after = change.apply(before);
      if (after.equals(before)
          || store.replace(key(id), bytes(after), "application/json", read.info().etag())) {
        return after;
      }
    }
  }

  /** Keeps what each model said. */
  void keep(String id, List<EvaluationResult> results) {
    for (int i = 0; i < results.size(); i++) {
      store.put(samples(id, i), lines(results.get(i).samples()));
      if (!results.get(i).failures().isEmpty()) {
        store.put(failures(id, i), lines(results.get(i).failures()));
      }
    }
  }

  private byte[] lines(List<?> rows) {
    return rows.stream()
        .map(row -> new String(bytes(row), StandardCharsets.UTF_8) + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.UTF_8);
  }

  /**
   * What each model said, in the order of the models.
   *
   * @throws EmendException {@code evaluation_unfinished} unless it succeeded
   */
  public List<EvaluationResult> results(Evaluation evaluation) {
    if (evaluation.state() != EvaluationState.SUCCEEDED) {
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
        rows(samples(evaluation.id(), model), ScoredSample.class),
        rows(failures(evaluation.id(), model), FailedSample.class));
  }

  private <T> List<T> rows(ObjectKey key, Class<T> type) {
    byte[] lines = store.get(key).orElse(new byte[0]);
    return new String(lines, StandardCharsets.UTF_8)
        .lines()
        .map(line -> parse(line.getBytes(StandardCharsets.UTF_8), type))
        .toList();
  }

  private StoredObject stored(String id) {
    Optional<StoredObject> found = id.matches(ID) ? store.read(key(id)) : Optional.empty();
    return found.orElseThrow(
        () ->
            new EmendException(
                ErrorCode.EVALUATION_NOT_FOUND,
                "there is no such evaluation",
                Map.of("field", "evaluation", "value", id)));
  }

  private static ObjectKey key(String id) {
    return ObjectKey.of("evaluations", id + ".json");
  }

  private static ObjectKey samples(String id, int model) {
    return ObjectKey.of("evaluations", id, "samples-" + model + ".jsonl");
  }

  private static ObjectKey failures(String id, int model) {
    return ObjectKey.of("evaluations", id, "failures-" + model + ".jsonl");
  }

  private <T> T parse(byte[] content, Class<T> type) {
    try {
      return json.readValue(content, type);
    } catch (IOException e) {
      throw new EmendException(ErrorCode.OBJECT_CORRUPT, "an evaluation cannot be read", e);
    }
  }

  private byte[] bytes(Object value) {
    try {
      return json.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
