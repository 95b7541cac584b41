package io.emend.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far each model of an evaluation is, with the rate and the time left. */
final class EvaluationBar implements AutoCloseable {
  private String current;
  private ProgressBar bar;

  synchronized void show(String model, int done, int total) {
    if (!model.equals(current)) {
      close();
      current = model;
      bar = open(model, total);
    }
    bar.stepTo(done);
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
