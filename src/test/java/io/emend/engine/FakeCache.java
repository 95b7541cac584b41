package io.emend.engine;

import io.emend.model.KvCache;

/**
 * A cache whose cells depend on everything before them, as keys and values of a transformer do: a
 * wrong prefix, position or copy changes every later token.
 */
public final class FakeCache implements KvCache {
  private final long[][] cells;
  private final int[] written;
  private volatile boolean closed;
  private int copies;
  private boolean copyFails;

  public FakeCache(int slots, int maxLength) {
    this.cells = new long[slots][maxLength];
    this.written = new int[slots];
  }

  static long mix(long state, long value) {
    long z = (state ^ value) + 0x9e3779b97f4a7c15L;
    z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
    z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
    return z ^ (z >>> 31);
  }

  /** Writes one position and forgets what lay behind it. */
  public void append(int slot, int position, long key) {
    if (closed) {
      throw new IllegalStateException("the cache is closed");
    }
    if (position > written[slot]) {
      throw new IllegalStateException(
          "position " + position + " of slot " + slot + " leaves a gap after " + written[slot]);
    }
    cells[slot][position] = mix(mix(state(slot, position), key), position);
    written[slot] = position + 1;
  }

  /** What attention would see from the position before {@code length}. */
  public long state(int slot, int length) {
    long state = 7;
    for (int i = 0; i < length; i++) {
      state = mix(state, cells[slot][i]);
    }
    return state;
  }

  public int copies() {
    return copies;
  }

  boolean closed() {
    return closed;
  }

  public void failCopies() {
    copyFails = true;
  }

  @Override
  public int slots() {
    return cells.length;
  }

  @Override
  public int maxLength() {
    return cells[0].length;
  }

  @Override
  public void copyPrefix(int fromSlot, int toSlot, int length) {
    if (copyFails) {
      copyFails = false;
      throw new IllegalStateException("copy failed");
    }
    if (fromSlot == toSlot || length > written[fromSlot]) {
      throw new IllegalStateException("cannot copy " + length + " of " + written[fromSlot]);
    }
    System.arraycopy(cells[fromSlot], 0, cells[toSlot], 0, length);
    written[toSlot] = length;
    copies++;
  }

  @Override
  public void close() {
    closed = true;
  }
}
