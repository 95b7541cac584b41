package io.emend.admin.evaluations;

import io.emend.error.EmendException;
import io.emend.evaluation.SampleRow;
import io.emend.inference.embedded.ServingModel;
import io.emend.inference.http.FunctionsConfig;
import io.emend.inference.http.ServedFunction;
import io.emend.storage.StoreRetry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * All evaluations there are. A server that has a model runs them itself, any other one has a job do
 * it. One server a store.
 */
@Singleton
public class Evaluations {
  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  private static final Logger LOG = Logger.getLogger(Evaluations.class);

  private final EvaluationRecords records;
  private final ModelTrials trials;
  private final EvaluationRuns runs;
  private final EvaluationJobs jobs;
  private final ServingModel model;
  private final StoreRetry retry = new StoreRetry(STORE_PAUSE);

  Evaluations(
      EvaluationRecords records,
      ModelTrials trials,
      EvaluationRuns runs,
      EvaluationJobs jobs,
      ServingModel model) {
    this.records = records;
    this.trials = trials;
    this.runs = runs;
    this.jobs = jobs;
    this.model = model;
  }

  void onStart(
      @Observes StartupEvent event,
      FunctionsConfig functions,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean http) {
    if (http && functions.functions().contains(ServedFunction.ADMIN)) {
      runs.execute(this::find);
    }
  }

  private void find() {
    retry.call(records::list).stream().filter(each -> !each.state().ended()).forEach(this::find);
  }

  /** One evaluation's trouble is not the next one's. */
  private void find(Evaluation open) {
    try {
      retry.call(
          () -> {
            place(open).find(open);
            return open;
          });
    } catch (RuntimeException e) {
      LOG.warnf(e, "evaluation %s cannot be taken up", open.id());
    }
  }

  void onStop(@Observes ShutdownEvent event) {
    retry.end();
    runs.stop();
  }

  private EvaluationPlace place(Evaluation stored) {
    return stored.job() == null ? runs : jobs;
  }

  /**
   * Takes an evaluation.
   *
   * @throws EmendException {@code model_not_found}, {@code model_not_ready}
   */
  Evaluation submit(EvaluationSpec spec) {
    Evaluation queued =
        Evaluation.queued(EvaluationRecords.newId(), trials.named(spec), Instant.now());
    return (model.serving() ? runs : jobs).begin(queued);
  }

  /**
   * As it stands now.
   *
   * @throws EmendException {@code evaluation_not_found}
   */
  Evaluation get(String id) {
    return seen(records.get(id));
  }

  /**
   * What was said to each sample.
   *
   * @param name of one of its models, null for all
   * @throws EmendException {@code evaluation_not_found}, {@code evaluation_unfinished}, {@code
   *     invalid_value} where it has no such model
   */
  List<SampleRow> rows(String id, String name) {
    Evaluation evaluation = get(id);
    List<String> models = evaluation.spec().models();
    EmendException.require(
        name == null || models.contains(name), "model", "must be one of " + models, name);
    return records.results(evaluation).stream()
        .filter(result -> name == null || result.model().equals(name))
        .flatMap(SampleRow::of)
        .toList();
  }

  List<Evaluation> list() {
    return records.list().stream().map(this::seen).map(Evaluation::brief).toList();
  }

  private Evaluation seen(Evaluation stored) {
    return stored.state().ended() ? stored : place(stored).seen(stored);
  }

  /** Ends it at once for all who ask; the model stops after the samples that it is at. */
  Evaluation cancel(String id) {
    Evaluation ended = records.update(id, each -> each.cancelled(Instant.now()));
    place(ended).end(ended);
    return ended;
  }
}
