package io.emend.command.terminal;

import io.emend.collection.CollectionProgress;
import java.util.OptionalLong;

/** Shows how far a collection is, with the rate, the time left and the outcomes so far. */
public final class CollectionBar implements AutoCloseable {
  private final Progress progress = new Progress();
  private final OptionalLong most;

  /**
   * @param most samples that the source has; empty where it has no end
   */
  public CollectionBar(OptionalLong most) {
    this.most = most;
  }

  public void show(CollectionProgress now) {
    progress.show("collect", now.done(), total(now.total(), most), outcomes(now));
  }

  /** What was asked for, or what there is if that is less. */
  static long total(Long asked, OptionalLong most) {
    long end = asked == null ? Long.MAX_VALUE : asked;
    long total = Math.min(end, most.orElse(Long.MAX_VALUE));
    return total == Long.MAX_VALUE ? Progress.UNKNOWN : total;
  }

  /** How many of each outcome, in words. */
  public static String outcomes(CollectionProgress progress) {
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
