package io.emend.operation.evaluation;

import io.emend.evaluation.EvaluationMode;
import io.emend.evaluation.EvaluationResult;
import io.emend.evaluation.score.ScoredSample;
import io.emend.evaluation.score.ScoredSample.Reply;
import io.emend.jobs.IdempotencyKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.file.FileObjectStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** Evaluations to test with, kept in a folder: right answers are A, wrong ones B. */
public final class StoredEvaluations {
  static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
  private static final int SAMPLES = 100;
  private static final String SOURCE = "scenes:plain/held-out";

  static final EvaluationSpec SPEC = new EvaluationSpec(List.of("base"), SOURCE, null, SAMPLES);

  public final EvaluationRecords records;

  public StoredEvaluations(Path folder) {
    this(new FileObjectStore(folder));
  }

  public StoredEvaluations(ObjectStore store) {
    this.records = new EvaluationRecords(store);
  }

  /**
   * A model's answers.
   *
   * @param right first turns that are right, of 100
   * @param harmed how many of them the second turn makes wrong; below 0 for no second turns
   */
  public static EvaluationResult result(String model, int right, int harmed) {
    EvaluationMode mode = harmed < 0 ? EvaluationMode.DIRECT : EvaluationMode.CORRECTED;
    List<ScoredSample> samples =
        IntStream.range(0, SAMPLES).mapToObj(i -> sample(i, right, harmed)).toList();
    return new EvaluationResult(model, SOURCE, mode, 0, samples);
  }

  private static ScoredSample sample(int i, int right, int harmed) {
    Reply refined = harmed < 0 ? null : reply(i >= harmed && i < right);
    return new ScoredSample("s" + i, "all", "s" + i, 2, "A", reply(i < right), refined);
  }

  private static Reply reply(boolean right) {
    return new Reply(right ? "## A ##" : "## B ##", right ? "A" : "B");
  }

  /** One of these models that nobody has kept yet. */
  public Evaluation unkept(String... models) {
    EvaluationSpec spec = new EvaluationSpec(List.of(models), SOURCE, null, SAMPLES);
    return Evaluation.queued(EvaluationRecords.id(IdempotencyKey.of(null)), spec, NOW);
  }

  /** One that waits, of these models. */
  public Evaluation queued(String... models) {
    Evaluation queued = unkept(models);
    records.add(queued);
    return queued;
  }

  /** One that has succeeded with these results. */
  public Evaluation succeeded(EvaluationResult first, EvaluationResult second) {
    Evaluation queued = queued(first.model(), second.model());
    EvaluatedModels trial =
        new EvaluatedModels(new TrainedOn(Set.of(), List.of(), List.of()), List.of(first, second));
    records.keep(queued.id(), trial.results());
    return records.update(queued.id(), each -> each.succeeded(Evaluation.Result.of(trial), NOW));
  }
}
