package io.emend.command.terminal;

import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import java.io.PrintWriter;

/** A line for people every now and then, for runs whose output is a log. */
public final class StepLines implements DpoListener {
  private final LogLines lines;

  public StepLines(PrintWriter out) {
    this.lines = new LogLines(out);
  }

  @Override
  public void onFeatures(int done, int of) {
    lines.print(done == of, "features of " + done + " of " + of + " pictures");
  }

  @Override
  public void onReferences(int done, int of) {
    lines.print(done == of, "reference log-probabilities of " + done + " of " + of + " pairs");
  }

  @Override
  public void onStep(DpoMetrics metrics, int of) {
    lines.print(
        metrics.step() == of, "step " + metrics.step() + " of " + of + ", " + figures(metrics));
  }

  /** Loss, and how often the chosen response is preferred where responses are compared. */
  static String figures(DpoMetrics metrics) {
    String loss = "loss %.4f".formatted(metrics.values().get("loss"));
    Double accuracy = metrics.values().get("rewards/accuracies");
    return accuracy == null ? loss : loss + ", rewards/accuracies %.3f".formatted(accuracy);
  }
}
