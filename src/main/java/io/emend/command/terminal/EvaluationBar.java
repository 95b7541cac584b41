package io.emend.command.terminal;

/** Shows how far each model of an evaluation is, with the rate and the time left. */
public final class EvaluationBar implements AutoCloseable {
  private final Progress progress = new Progress();
  private final String task;

  /**
   * @param task the first word of a bar
   */
  public EvaluationBar(String task) {
    this.task = task;
  }

  public void show(String model, int done, int total) {
    progress.show(task + " " + model, done, total, "");
  }

  /** The last model has answered all. */
  public void complete() {
    progress.complete();
  }

  @Override
  public void close() {
    progress.close();
  }
}
