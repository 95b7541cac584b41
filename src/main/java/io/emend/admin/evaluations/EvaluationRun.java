package io.emend.admin.evaluations;

import io.emend.admin.evaluations.Evaluation.Result;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.EvaluationProgress;
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
  private final ModelTrials trials;

  EvaluationRun(EvaluationRecords records, ModelTrials trials) {
    this.records = records;
    this.trials = trials;
  }

  /**
   * As a process of its own, which tells its progress in the store and waits for one that is away.
   *
   * @param lines hears of it as well
   * @throws EmendException what the evaluation has failed with, which is kept unless it may pass;
   *     {@code cancelled}
   */
  public void run(String id, Lines lines) {
    StoreRetry retry = new StoreRetry(STORE_PAUSE);
    try {
      run(id, new Kept(id, lines), retry);
    } catch (EmendException e) {
      if (!e.code().isRetryable()) {
        fail(id, e.code(), e.getMessage());
      }
      throw e;
    }
  }

  /** Hears how far an evaluation is. */
  @FunctionalInterface
  public interface Lines {
    /** Another look at it. */
    void show(RunProgress now);
  }

  /**
   * @param progress hears of each sample; what it throws ends the run and is thrown on
   */
  void run(String id, Progress progress, StoreRetry retry) {
    Evaluation begun = retry.call(() -> records.update(id, Evaluation::running));
    if (!begun.state().ended()) {
      Trial trial =
          trials.run(begun.spec(), (model, now) -> progress.tell(progress.at(model, now)));
      retry.call(() -> kept(id, trial));
    }
  }

  private Evaluation kept(String id, Trial trial) {
    records.keep(id, trial.results());
    return records.update(id, each -> each.succeeded(Result.of(trial), Instant.now()));
  }

  void fail(String id, ErrorCode code, String detail) {
    Evaluation.Failure why = new Evaluation.Failure(code.code(), detail);
    records.update(id, each -> each.failed(why, Instant.now()));
  }

  /** Times each model on its own. */
  abstract static class Progress {
    private String current;
    private Instant began = Instant.now();
    private Instant last = began;

    private RunProgress at(String model, EvaluationProgress now) {
      if (!model.equals(current)) {
        current = model;
        began = last;
      }
      last = Instant.now();
      return RunProgress.of(model, now, Duration.between(began, last));
    }

    /** Told of each sample. The place where a run is told to stop. */
    abstract void tell(RunProgress now);

    static EmendException cancelled() {
      return new EmendException(ErrorCode.CANCELLED, "the evaluation was cancelled");
    }
  }

  /** Kept in the store now and then. */
  private final class Kept extends Progress {
    private final String id;
    private final Lines lines;
    private Instant next = Instant.now();

    Kept(String id, Lines lines) {
      this.id = id;
      this.lines = lines;
    }

    @Override
    void tell(RunProgress now) {
      if (now.done() < now.total() && Instant.now().isBefore(next)) {
        return;
      }
      next = Instant.now().plus(BEAT);
      lines.show(now);
      if (ended(now)) {
        throw cancelled();
      }
    }

    private boolean ended(RunProgress now) {
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
  }
}
