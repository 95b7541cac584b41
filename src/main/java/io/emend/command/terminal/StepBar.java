package io.emend.command.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import java.util.HashMap;
import java.util.Map;

/** A bar for each phase with rate, time left and figures, for people at a terminal. */
public final class StepBar implements DpoListener, AutoCloseable {
  private final Progress progress = new Progress();
  private final String task;

  public StepBar(String task) {
    this.task = task;
  }

  @Override
  public void onFeatures(int done, int of) {
    progress.show(task + " features", done, of, "what the tower makes of the pictures");
  }

  @Override
  public void onReferences(int done, int of) {
    progress.show(task + " references", done, of, "log-probabilities of the reference");
  }

  @Override
  public void onStep(DpoMetrics metrics, int of) {
    progress.show(task, metrics.step(), of, StepLines.figures(metrics));
  }

  /** The same from a job as the API tells it. */
  public void show(JsonNode job) {
    JsonNode now = job.path("progress");
    int done = now.path("done").asInt();
    int total = now.path("total").asInt();
    switch (now.path("phase").asText()) {
      case "features" -> onFeatures(done, total);
      case "references" -> onReferences(done, total);
      default -> showSteps(job);
    }
  }

  private void showSteps(JsonNode job) {
    JsonNode line = job.path("metrics");
    if (line.isObject()) {
      Map<String, Double> values = new HashMap<>();
      line.fields().forEachRemaining(each -> values.put(each.getKey(), each.getValue().asDouble()));
      DpoMetrics metrics =
          new DpoMetrics(line.path("step").asInt(), line.path("total").asInt(), values);
      onStep(metrics, metrics.total());
    }
  }

  @Override
  public void close() {
    progress.close();
  }
}
