package io.emend.admin.evaluations;

import io.emend.admin.evaluations.Evaluation.Failure;
import io.emend.admin.evaluations.Evaluation.Result;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.evaluation.EvaluationProgress;
import io.emend.inference.FunctionsConfig;
import io.emend.inference.ServedFunction;
import io.emend.storage.StorePatience;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Runs evaluations, one at a time, in the order they came. A run does not outlive the server: what
 * had not ended is told to have failed at the next start. One server a store.
 */
@Singleton
public class EvaluationRuns {
  private static final Logger LOG = Logger.getLogger(EvaluationRuns.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  private final EvaluationRecords records;
  private final ModelTrials trials;
  private final boolean serving;
  private final Map<String, RunProgress> progress = new ConcurrentHashMap<>();

  /** Those that wait or run here, and may. */
  private final Set<String> open = ConcurrentHashMap.newKeySet();

  private final StorePatience patience = new StorePatience(STORE_PAUSE);

  private final ExecutorService queue =
      Executors.newSingleThreadExecutor(
          task -> {
            Thread thread = new Thread(task, "emend-evaluations");
            thread.setDaemon(true);
            return thread;
          });

  EvaluationRuns(
      EvaluationRecords records,
      ModelTrials trials,
      FunctionsConfig functions,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean http) {
    this.records = records;
    this.trials = trials;
    this.serving = http && functions.functions().contains(ServedFunction.ADMIN);
  }

  void onStart(@Observes StartupEvent event) {
    if (serving) {
      queue.execute(() -> interrupted(patience.until(records::list)));
    }
  }

  private void interrupted(List<Evaluation> known) {
    Failure why =
        new Failure(
            ErrorCode.EVALUATION_INTERRUPTED.code(),
            "the server ended before the evaluation did; submit it again");
    known.stream()
        .filter(each -> !each.state().ended() && !open.contains(each.id()))
        .forEach(each -> records.update(each.id(), now -> now.failed(why, Instant.now())));
  }

  void onStop(@Observes ShutdownEvent event) {
    patience.end();
    queue.shutdownNow();
  }

  /**
   * Takes an evaluation.
   *
   * @throws EmendException {@code model_not_found}, {@code model_not_ready}
   */
  Evaluation submit(EvaluationSpec spec) {
    Evaluation queued =
        Evaluation.queued(EvaluationRecords.newId(), trials.named(spec), Instant.now());
    open.add(queued.id());
    records.add(queued);
    queue.execute(() -> LogSubject.EVALUATION.about(queued.id(), () -> run(queued.id())));
    return queued;
  }

  /**
   * As it stands now.
   *
   * @throws EmendException {@code evaluation_not_found}
   */
  Evaluation get(String id) {
    return now(records.get(id));
  }

  List<Evaluation> list() {
    return records.list().stream().map(this::now).map(Evaluation::brief).toList();
  }

  private Evaluation now(Evaluation stored) {
    return stored.progressed(progress.get(stored.id()));
  }

  /** Ends it at once for all who ask; the model stops after the samples that it is at. */
  Evaluation cancel(String id) {
    Evaluation ended = records.update(id, each -> each.cancelled(Instant.now()));
    open.remove(id);
    return ended;
  }

  private void run(String id) {
    try {
      Evaluation begun = records.update(id, Evaluation::running);
      if (!begun.state().ended()) {
        Trial trial = trials.run(begun.spec(), new Listener(id));
        records.keep(id, trial.results());
        records.update(id, each -> each.succeeded(Result.of(trial), Instant.now()));
      }
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

  private void fail(String id, ErrorCode code, String detail) {
    records.update(id, each -> each.failed(new Failure(code.code(), detail), Instant.now()));
  }

  /** Hears of each sample; the place where a run is told to stop. */
  private final class Listener implements BiConsumer<String, EvaluationProgress> {
    private final String id;
    private volatile String current;
    private volatile Instant began = Instant.now();
    private volatile Instant last = began;

    Listener(String id) {
      this.id = id;
    }

    @Override
    public void accept(String model, EvaluationProgress now) {
      if (!open.contains(id)) {
        throw new EmendException(ErrorCode.CANCELLED, "the evaluation was cancelled");
      }
      if (!model.equals(current)) {
        current = model;
        began = last;
      }
      last = Instant.now();
      progress.put(id, RunProgress.of(model, now, Duration.between(began, last)));
    }
  }
}
