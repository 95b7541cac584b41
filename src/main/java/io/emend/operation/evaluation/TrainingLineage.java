package io.emend.operation.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.error.EmendException;
import io.emend.inference.registry.RegisteredAdapter;
import io.emend.inference.registry.Registry;
import io.emend.operation.job.Supervisor;
import io.emend.preference.DatasetId;
import io.emend.preference.DatasetStore;
import io.emend.preference.TrainedQuestions;
import io.emend.training.job.TrainingMetrics;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** From an adapter to the job that made it, and to the pairs that the job learned from. */
@Singleton
public class TrainingLineage {
  private static final Pattern LOCATION = Pattern.compile("jobs/([^/]+)/adapter/");

  private final Supervisor jobs;
  private final DatasetStore datasets;
  private final TrainingMetrics metrics;

  TrainingLineage(Supervisor jobs, DatasetStore datasets, TrainingMetrics metrics) {
    this.jobs = jobs;
    this.datasets = datasets;
    this.metrics = metrics;
  }

  /**
   * What the adapters among some models were trained on.
   *
   * @throws EmendException {@code dataset_not_found} or {@code dataset_corrupt}: a guard with a gap
   *     would not be one
   */
  TrainedOn of(Registry registry, List<String> models) {
    TreeSet<String> found = new TreeSet<>();
    List<String> unknown = new ArrayList<>();
    for (RegisteredAdapter adapter : registry.adapters()) {
      if (models.contains(adapter.id())) {
        for (RegisteredAdapter each : ancestry(registry, adapter)) {
          dataset(each).ifPresentOrElse(found::add, () -> unknown.add(each.id()));
        }
      }
    }
    TrainedQuestions guard =
        TrainedQuestions.of(found.stream().map(name -> datasets.open(DatasetId.parse(name))));
    List<String> untold = unknown.stream().distinct().toList();
    return new TrainedOn(guard.digests(), List.copyOf(found), untold);
  }

  /** An adapter, the one that its training went on from, and so on: it has seen what each saw. */
  private static List<RegisteredAdapter> ancestry(Registry registry, RegisteredAdapter adapter) {
    List<RegisteredAdapter> all = new ArrayList<>();
    Optional<RegisteredAdapter> next = Optional.of(adapter);
    while (next.isPresent() && !all.contains(next.get())) {
      all.add(next.get());
      next = Optional.ofNullable(next.get().parent()).flatMap(registry::adapter);
    }
    return all;
  }

  private Optional<String> dataset(RegisteredAdapter adapter) {
    return job(adapter)
        .flatMap(jobs::find)
        .map(job -> job.spec().request().path("dataset").asText())
        .filter(dataset -> !dataset.isEmpty());
  }

  private static Optional<String> job(RegisteredAdapter adapter) {
    Matcher location = LOCATION.matcher(adapter.location());
    return location.matches() ? Optional.of(location.group(1)) : Optional.empty();
  }

  /** Rows of the metrics of the job that made an adapter; none for the base model. */
  List<JsonNode> metrics(Registry registry, String model) {
    return registry.adapter(model).flatMap(TrainingLineage::job).stream()
        .flatMap(job -> metrics.of(job, 0).stream())
        .toList();
  }
}
