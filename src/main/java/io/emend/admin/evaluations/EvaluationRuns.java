package io.emend.admin.evaluations;

import io.emend.concurrent.NamedExecutors;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.storage.StorePatience;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import org.jboss.logging.Logger;

/**
 * Evaluations that this server runs, one at a time, in the order they came. A run does not outlive
 * the server: what had not ended is told to have failed at the next start.
 */
@Singleton
final class EvaluationRuns implements EvaluationPlace {
  private static final Logger LOG = Logger.getLogger(EvaluationRuns.class);
  private static final Duration PAUSE = Duration.ofSeconds(2);

  private final EvaluationRecords records;
  private final EvaluationRun evaluation;
  private final StorePatience patience = new StorePatience(PAUSE);
  private final Map<String, RunProgress> progress = new ConcurrentHashMap<>();

  /** Those that wait or run here, and may. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  private final ExecutorService queue = NamedExecutors.single("emend-evaluations");

  EvaluationRuns(EvaluationRecords records, EvaluationRun evaluation) {
    this.records = records;
    this.evaluation = evaluation;
  }

  void execute(Runnable task) {
    queue.execute(task);
  }

  void stop() {
    patience.end();
    queue.shutdownNow();
  }

  @Override
  public void find(Evaluation left) {
    if (!open.contains(left.id())) {
      evaluation.fail(
          left.id(),
          ErrorCode.EVALUATION_INTERRUPTED,
          "the server ended before the evaluation did; submit it again");
    }
  }

  @Override
  public Evaluation begin(Evaluation queued) {
    open.add(queued.id());
    records.add(queued);
    queue.execute(() -> LogSubject.EVALUATION.about(queued.id(), () -> run(queued.id())));
    return queued;
  }

  @Override
  public Evaluation seen(Evaluation stored) {
    return stored.progressed(progress.get(stored.id()));
  }

  @Override
  public void end(Evaluation cancelled) {
    open.remove(cancelled.id());
  }

  private void run(String id) {
    try {
      evaluation.run(id, new Listener(id), patience);
    } catch (EmendException e) {
      fail(id, e.code(), e.getMessage());
    } catch (RuntimeException e) {
      LOG.errorf(e, "evaluation %s failed", id);
      fail(id, ErrorCode.INTERNAL, "something went wrong, the log has the cause");
    } finally {
      progress.remove(id);
      open.remove(id);
    }
  }

  /** Nobody would hear of an end that a full disk does not take. */
  private void fail(String id, ErrorCode code, String detail) {
    try {
      patience.until(
          () -> {
            evaluation.fail(id, code, detail);
            return id;
          });
    } catch (EmendException e) {
      LOG.errorf("the end of evaluation %s is not kept: %s", id, e.getMessage());
    }
  }

  /** Keeps what is told for those who ask this server. */
  private final class Listener extends EvaluationRun.Progress {
    private final String id;

    Listener(String id) {
      this.id = id;
    }

    @Override
    void tell(RunProgress now) {
      if (!open.contains(id)) {
        throw cancelled();
      }
      progress.put(id, now);
    }
  }
}
