package io.emend.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import java.util.HashMap;
import java.util.Map;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** A bar with rate, time left and figures, for people at a terminal. */
final class StepBar implements DpoListener, AutoCloseable {
  private final ProgressBar bar;

  StepBar(String task) {
    bar = new ProgressBarBuilder().setTaskName(task).setInitialMax(-1).showSpeed().build();
  }

  @Override
  public void onReferences(int done, int of) {
    bar.setExtraMessage("reference " + done + " of " + of);
  }

  @Override
  public void onStep(DpoMetrics metrics, int of) {
    bar.maxHint(of);
    bar.stepTo(metrics.step());
    bar.setExtraMessage(StepLines.figures(metrics));
  }

  /** The same from a job as the API tells it. */
  void show(JsonNode job) {
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
    bar.close();
  }
}
