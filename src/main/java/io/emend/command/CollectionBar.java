package io.emend.command;

import io.emend.collection.CollectionProgress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/** Shows how far a collection is, with the rate, the time left and the outcomes so far. */
final class CollectionBar implements AutoCloseable {
  private final ProgressBar bar =
      new ProgressBarBuilder().setTaskName("collect").setInitialMax(-1).showSpeed().build();

  void show(CollectionProgress progress) {
    bar.maxHint(progress.total() == null ? -1 : progress.total());
    bar.stepTo(progress.done());
    bar.setExtraMessage(" " + outcomes(progress));
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
    bar.close();
  }
}
