package io.emend.engine;

import io.emend.model.KvCache;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Gives each request the slot that already holds most of it. What idle slots hold is kept until the
 * room is needed, the longest unused first.
 */
final class SlotTable {
  private final KvCache cache;
  private final int chunk;
  private final List<Slot> slots = new ArrayList<>();
  private long clock;

  SlotTable(KvCache cache, int chunk) {
    this.cache = cache;
    this.chunk = chunk;
    for (int i = 0; i < cache.slots(); i++) {
      slots.add(new Slot(i, cache.maxLength()));
    }
  }

  /** A slot that holds the usable prefix already, or nothing when all are busy. */
  Optional<Slot> acquire(SequenceKeys sequence) {
    Optional<Slot> oldest =
        slots.stream().filter(s -> !s.busy()).min(Comparator.comparingLong(Slot::lastUsed));
    if (oldest.isEmpty()) {
      return oldest;
    }
    Slot best =
        slots.stream()
            .max(Comparator.comparingInt(slot -> sequence.usable(slot, chunk)))
            .orElseThrow();
    int prefix = sequence.usable(best, chunk);
    if (!best.busy() && (prefix == best.length() || best == oldest.get())) {
      best.take(prefix);
      return Optional.of(best);
    }
    Slot target = oldest.get();
    if (prefix > 0) {
      cache.copyPrefix(best.index(), target.index(), prefix);
    }
    target.copyOf(best, prefix);
    return Optional.of(target);
  }

  void release(Slot slot) {
    slot.release(++clock);
  }

  /** Share of all positions that hold something. */
  double usage() {
    long used = slots.stream().mapToLong(Slot::length).sum();
    return (double) used / ((long) cache.slots() * cache.maxLength());
  }
}
