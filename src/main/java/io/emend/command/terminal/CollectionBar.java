package io.emend.command.terminal;

import io.emend.collection.CollectionCounts;
import io.emend.operation.OperationProgress;
import java.util.OptionalLong;

/** Shows how far a collection is, with the rate, the time left and the outcomes so far. */
public final class CollectionBar implements AutoCloseable {
  private final Progress bar = new Progress();
  private final OptionalLong most;

  /**
   * @param most samples that the source has; empty where it has no end
   */
  public CollectionBar(OptionalLong most) {
    this.most = most;
  }

  public void show(OperationProgress<CollectionCounts> now) {
    show(now.done(), now.total(), now.counts());
  }

  /**
   * @param asked most samples; null while not known
   */
  public void show(long done, Long asked, CollectionCounts counts) {
    bar.show("collect", done, total(asked, most), outcomes(counts));
  }

  /** What was asked for, or what there is if that is less. */
  static long total(Long asked, OptionalLong most) {
    long end = asked == null ? Long.MAX_VALUE : asked;
    long total = Math.min(end, most.orElse(Long.MAX_VALUE));
    return total == Long.MAX_VALUE ? Progress.UNKNOWN : total;
  }

  /** How many of each outcome, in words. */
  public static String outcomes(CollectionCounts counts) {
    return "right-right %d, right-wrong %d, wrong-right %d, wrong-wrong %d, failed %d"
        .formatted(
            counts.outcomes().get("right_right"),
            counts.outcomes().get("right_wrong"),
            counts.outcomes().get("wrong_right"),
            counts.outcomes().get("wrong_wrong"),
            counts.failed());
  }

  @Override
  public void close() {
    bar.close();
  }
}
