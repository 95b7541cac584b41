package io.emend.command;

import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
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

  @Override
  public void close() {
    bar.close();
  }
}
