package io.emend.engine;

import java.util.Arrays;

/** One sequence of the cache and what it holds. */
final class Slot {
  private final int index;
  private final long[] keys;
  private int length;
  private boolean busy;
  private long lastUsed;

  Slot(int index, int maxLength) {
    this.index = index;
    this.keys = new long[maxLength];
  }

  int index() {
    return index;
  }

  long[] keys() {
    return keys;
  }

  int length() {
    return length;
  }

  boolean busy() {
    return busy;
  }

  long lastUsed() {
    return lastUsed;
  }

  void take(int keptLength) {
    busy = true;
    length = keptLength;
  }

  void copyOf(Slot other, int prefix) {
    System.arraycopy(other.keys, 0, keys, 0, prefix);
    take(prefix);
  }

  void append(long[] source, int from, int to) {
    System.arraycopy(source, from, keys, length, to - from);
    length += to - from;
  }

  void append(long key) {
    keys[length++] = key;
  }

  /** An empty slot counts as never used, so that it is taken before one that holds something. */
  void release(long now) {
    busy = false;
    lastUsed = length == 0 ? 0 : now;
  }

  /** After a failure nobody knows what the cache holds. */
  void forget() {
    length = 0;
    Arrays.fill(keys, 0);
  }
}
