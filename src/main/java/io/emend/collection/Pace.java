package io.emend.collection;

import java.util.List;

/** Counts what a run does, and how fast. */
final class Pace {
  private final long start = System.nanoTime();
  private final long before;
  private CollectionProgress counted;

  /**
   * @param there rows that earlier runs recorded
   */
  Pace(CollectionProgress none, List<CollectedRow> there) {
    this.counted = none;
    this.before = there.size();
    there.forEach(this::count);
  }

  void count(CollectedRow row) {
    counted = counted.plus(row);
  }

  CollectionProgress progress() {
    return counted.paced(before, (System.nanoTime() - start) / 1e9);
  }
}
