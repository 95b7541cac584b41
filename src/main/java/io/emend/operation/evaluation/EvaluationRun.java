package io.emend.operation.evaluation;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.EvaluationProgress;
import io.emend.operation.OperationFailure;
import io.emend.operation.OperationProgress;
import io.emend.operation.Pace;
import io.emend.operation.evaluation.Evaluation.Result;
import io.emend.operation.lifecycle.RunControl;
import io.emend.storage.StoreRetry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** Takes an evaluation from where it stands to its scores. Blocking. */
@Singleton
public class EvaluationRun {
  /** Between two looks at the store, each of which keeps the progress. */
  private static final Duration BEAT = Duration.ofSeconds(2);

  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  private final EvaluationRecords records;
  private final ModelEvaluator evaluator;

  EvaluationRun(EvaluationRecords records, ModelEvaluator evaluator) {
    this.records = records;
    this.evaluator = evaluator;
  }

  /** Hears how far an evaluation is. */
  @FunctionalInterface
  public interface Lines {
    /** Another look at it. */
    void show(OperationProgress<EvaluationCounts> now);
  }

  /**
   * As a process of its own, which waits for a store that is away.
   *
   * @param lines hears of the progress that is kept
   * @throws EmendException what the evaluation has failed with, which is kept unless it may pass;
   *     {@code cancelled}
   */
  public void run(String id, Lines lines) {
    try {
      run(id, RunControl.unattended(new StoreRetry(STORE_PAUSE)), lines);
    } catch (EmendException e) {
      if (!e.code().isRetryable()) {
        records.update(id, each -> each.failed(OperationFailure.of(e), Instant.now()));
      }
      throw e;
    }
  }

  /**
   * Tells its progress in the store.
   *
   * @throws EmendException {@code cancelled} once it has ended without this run
   */
  void run(String id, RunControl control, Lines lines) {
    Evaluation begun = control.store().call(() -> records.update(id, Evaluation::running));
    if (!begun.state().ended()) {
      EvaluatedModels models = evaluator.run(begun.spec(), new Teller(id, control, lines)::tell);
      control.store().call(() -> kept(id, models));
    }
  }

  private Evaluation kept(String id, EvaluatedModels models) {
    records.keep(id, models.results());
    return records.update(id, each -> each.succeeded(Result.of(models), Instant.now()));
  }

  /** Told of each sample; keeps that now and then. The place where a run is told to stop. */
  private final class Teller {
    private final String id;
    private final RunControl control;
    private final Lines lines;
    private String current;
    private long last = System.nanoTime();
    private Pace pace = new Pace(0, last);
    private Instant next = Instant.now();

    Teller(String id, RunControl control, Lines lines) {
      this.id = id;
      this.control = control;
      this.lines = lines;
    }

    void tell(String model, EvaluationProgress now) {
      if (!control.wanted().getAsBoolean()) {
        throw cancelled();
      }
      OperationProgress<EvaluationCounts> progress = paced(model, now);
      if (now.done() < now.total() && Instant.now().isBefore(next)) {
        return;
      }
      next = Instant.now().plus(BEAT);
      lines.show(progress);
      if (ended(progress)) {
        throw cancelled();
      }
    }

    /** Each model on its own, from the last sample of the one before. */
    private OperationProgress<EvaluationCounts> paced(String model, EvaluationProgress now) {
      if (!model.equals(current)) {
        current = model;
        pace = new Pace(0, last);
      }
      last = System.nanoTime();
      return pace.progress(now.done(), (long) now.total(), EvaluationCounts.of(model, now));
    }

    private boolean ended(OperationProgress<EvaluationCounts> now) {
      try {
        return records.update(id, each -> each.progressed(now)).state().ended();
      } catch (EmendException e) {
        if (e.code() != ErrorCode.STORE_FAILED) {
          throw e;
        }
        // Only the progress is not told; the scores wait for the store.
        return false;
      }
    }

    private static EmendException cancelled() {
      return new EmendException(ErrorCode.CANCELLED, "the evaluation was cancelled");
    }
  }
}
