package io.emend.engine.cache;

import io.emend.model.KvCache;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Gives each request the slot that already holds most of it. What idle slots hold is kept until the
 * room is needed, the longest unused first.
 */
public final class SlotTable {
  private final KvCache cache;
  private final int chunk;
  private final List<Slot> slots = new ArrayList<>();
  private long clock;

  public SlotTable(KvCache cache, int chunk) {
    this.cache = cache;
    this.chunk = chunk;
    for (int i = 0; i < cache.slots(); i++) {
      slots.add(new Slot(i, cache.maxLength()));
    }
  }

  /**
   * A slot that holds the usable prefix already. There must be an idle one.
   *
   * @throws java.util.NoSuchElementException when all are busy
   */
  public Slot acquire(SequenceKeys sequence) {
    Slot oldest =
        slots.stream()
            .filter(slot -> !slot.busy())
            .min(Comparator.comparingLong(Slot::lastUsed))
            .orElseThrow();
    Slot best = slots.stream().max(fitness(sequence)).orElseThrow();
    int prefix = sequence.usable(best, chunk);
    if (!best.busy() && (prefix == best.length() || best == oldest)) {
      best.take(prefix, sequence.adapter());
      return best;
    }
    return copy(best, oldest, prefix, sequence.adapter());
  }

  /** The longest prefix; among equals one that can be had without a copy, the longest unused. */
  private Comparator<Slot> fitness(SequenceKeys sequence) {
    return Comparator.comparingInt((Slot slot) -> sequence.usable(slot, chunk))
        .thenComparing(slot -> !slot.busy())
        .thenComparing(slot -> -slot.lastUsed());
  }

  /** The target is forgotten first: a copy that fails leaves nothing that could be believed. */
  private Slot copy(Slot source, Slot target, int prefix, Optional<String> adapter) {
    target.forget();
    if (prefix > 0) {
      cache.copyPrefix(source.index(), target.index(), prefix);
    }
    target.copyOf(source, prefix, adapter);
    return target;
  }

  /** Forgets what was read under an adapter that no request uses any more. */
  public void forget(String adapter) {
    slots.stream()
        .filter(slot -> slot.adapter().equals(Optional.of(adapter)))
        .forEach(Slot::forget);
  }

  public void release(Slot slot) {
    slot.release(++clock);
  }

  /** Share of all positions that running requests hold; what is kept for later is free to take. */
  public double usage() {
    long used = slots.stream().filter(Slot::busy).mapToLong(Slot::length).sum();
    return (double) used / ((long) cache.slots() * cache.maxLength());
  }
}
