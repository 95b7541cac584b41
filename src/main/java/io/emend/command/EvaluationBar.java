package io.emend.command;

import io.emend.evaluation.EvaluationProgress;
import java.util.function.BiConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far each model of an evaluation is, with the rate and the time left. */
final class EvaluationBar implements BiConsumer<String, EvaluationProgress>, AutoCloseable {
  private String current;
  private ProgressBar bar;

  @Override
  public synchronized void accept(String model, EvaluationProgress progress) {
    if (!model.equals(current)) {
      close();
      current = model;
      bar = open(model, progress.total());
    }
    bar.stepTo(progress.done());
  }

  private static ProgressBar open(String model, int total) {
    return new ProgressBarBuilder()
        .setTaskName("evaluate " + model)
        .setInitialMax(total)
        .showSpeed()
        .build();
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
    }
  }
}
