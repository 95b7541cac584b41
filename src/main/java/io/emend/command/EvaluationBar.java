package io.emend.command;

/** Shows how far each model of an evaluation is, with the rate and the time left. */
final class EvaluationBar implements AutoCloseable {
  private final Progress progress = new Progress();

  void show(String model, int done, int total) {
    progress.show("evaluate " + model, done, total, "");
  }

  @Override
  public void close() {
    progress.close();
  }
}
