package io.emend.command;

import io.emend.collection.CollectionProgress;

/** Shows how far a collection is, with the rate, the time left and the outcomes so far. */
final class CollectionBar implements AutoCloseable {
  private final Progress progress = new Progress();

  void show(CollectionProgress now) {
    long total = now.total() == null ? Progress.UNKNOWN : now.total();
    progress.show("collect", now.done(), total, outcomes(now));
  }

  /** How many of each outcome, in words. */
  static String outcomes(CollectionProgress progress) {
    return "right-right %d, right-wrong %d, wrong-right %d, wrong-wrong %d, failed %d"
        .formatted(
            progress.outcomes().get("right_right"),
            progress.outcomes().get("right_wrong"),
            progress.outcomes().get("wrong_right"),
            progress.outcomes().get("wrong_wrong"),
            progress.failed());
  }

  @Override
  public void close() {
    progress.close();
  }
}
