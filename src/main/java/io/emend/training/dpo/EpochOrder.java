package io.emend.training.dpo;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The order of pairs in an epoch: a function of seed and epoch, so that a resumed run has it. */
final class EpochOrder {
  private EpochOrder() {}

  /** A permutation of 0 to {@code size} - 1 (Fisher and Yates). */
  static int[] of(long seed, int epoch, int size) {
    SplittableRandom random = new SplittableRandom(seed * 1_000_003 + epoch);
    int[] order = IntStream.range(0, size).toArray();
    for (int i = size - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int held = order[i];
      order[i] = order[j];
      order[j] = held;
    }
    return order;
  }
}
