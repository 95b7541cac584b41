package io.emend.operation.evaluation;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.evaluation.SampleRow;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.jobs.IdempotencyKey;
import io.emend.jobs.JobSpec;
import io.emend.operation.Recoverable;
import io.emend.operation.job.Supervisor;
import io.emend.operation.lifecycle.Observed;
import io.emend.operation.lifecycle.OperationKind;
import io.emend.operation.lifecycle.Operations;
import io.emend.operation.lifecycle.RunControl;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;

/**
 * All evaluations there are. A server that has a model runs them itself, any other one has a job do
 * it, which outlives the server.
 */
@Singleton
public class Evaluations implements Recoverable {
  private final EvaluationRecords records;
  private final ModelEvaluator evaluator;
  private final ModelLifecycle model;
  private final Operations<Evaluation> operations;

  Evaluations(
      EvaluationRecords records,
      ModelEvaluator evaluator,
      EvaluationRun run,
      ModelLifecycle model,
      Supervisor jobs) {
    this.records = records;
    this.evaluator = evaluator;
    this.model = model;
    this.operations = new Operations<>(new Kind(run), records, jobs);
  }

  /** A run begins anew: what had not ended with its server has failed. */
  private record Kind(EvaluationRun run) implements OperationKind<Evaluation> {
    private static final int LONGEST = 150;

    @Override
    public boolean asksTheSame(Evaluation one, Evaluation other) {
      return one.spec().equals(other.spec());
    }

    @Override
    public LogSubject subject() {
      return LogSubject.EVALUATION;
    }

    @Override
    public boolean runsAsJob(Evaluation evaluation) {
      return evaluation.job() != null;
    }

    @Override
    public JobSpec job(Evaluation evaluation) {
      // Names of models may be long, and that of a job may not.
      String models = abbreviated(String.join(" and ", evaluation.spec().models()));
      String id = evaluation.id();
      return JobSpec.of(id, "evaluation of " + models, "evaluate", "--evaluation", id);
    }

    private static String abbreviated(String models) {
      return models.length() <= LONGEST ? models : models.substring(0, LONGEST) + "…";
    }

    @Override
    public boolean runsInServer(Evaluation evaluation) {
      return !runsAsJob(evaluation);
    }

    @Override
    public boolean resumes() {
      return false;
    }

    @Override
    public ErrorCode interrupted() {
      return ErrorCode.EVALUATION_INTERRUPTED;
    }

    @Override
    public void run(String id, RunControl control) {
      run.run(id, control, progress -> {});
    }
  }

  @Override
  public void recover() {
    operations.recover();
  }

  @Override
  public void stop() {
    operations.stop();
  }

  /**
   * Takes an evaluation, once for each idempotency key.
   *
   * @throws EmendException {@code idempotency_conflict}, {@code model_not_found}, {@code
   *     model_not_ready}
   */
  public Observed<Evaluation> submit(EvaluationSpec spec, IdempotencyKey key) {
    Evaluation queued =
        Evaluation.queued(EvaluationRecords.id(key), evaluator.named(spec), Instant.now());
    Evaluation taken = model.serving() ? queued : queued.runBy(JobSpec.idOf(queued.id()));
    Observed<Evaluation> observed = operations.submit(taken);
    return new Observed<>(told(observed), observed.message(), observed.replayed());
  }

  private static Evaluation told(Observed<Evaluation> observed) {
    return observed.operation().waitingFor(observed.message());
  }

  /**
   * As it stands now.
   *
   * @throws EmendException {@code evaluation_not_found}
   */
  public Evaluation get(String id) {
    return told(operations.get(id));
  }

  /** All, the latest first, without their scores. */
  public List<Evaluation> list() {
    return operations.list().stream().map(Evaluations::told).map(Evaluation::brief).toList();
  }

  /**
   * What was said to each sample.
   *
   * @param name of one of its models, null for all
   * @throws EmendException {@code evaluation_not_found}, {@code evaluation_unfinished}, {@code
   *     invalid_value} where it has no such model
   */
  public List<SampleRow> rows(String id, String name) {
    Evaluation evaluation = get(id);
    List<String> models = evaluation.spec().models();
    EmendException.require(
        name == null || models.contains(name), "model", "must be one of " + models, name);
    return records.results(evaluation).stream()
        .filter(result -> name == null || result.model().equals(name))
        .flatMap(SampleRow::of)
        .toList();
  }

  /** Ends it at once for all who ask; the model stops after the samples that it is at. */
  public Evaluation cancel(String id) {
    return told(operations.cancel(id));
  }
}
