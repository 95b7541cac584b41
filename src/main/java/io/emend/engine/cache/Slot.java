package io.emend.engine.cache;

import java.util.Arrays;
import java.util.Optional;

/** One sequence of the cache and what it holds. */
public final class Slot {
  private final int index;
  private final long[] keys;
  private int length;
  private Optional<String> adapter = Optional.empty();
  private boolean busy;
  private long lastUsed;

  public Slot(int index, int maxLength) {
    this.index = index;
    this.keys = new long[maxLength];
  }

  public int index() {
    return index;
  }

  long[] keys() {
    return keys;
  }

  public int length() {
    return length;
  }

  /** Under which adapter the content was read. */
  Optional<String> adapter() {
    return adapter;
  }

  boolean busy() {
    return busy;
  }

  long lastUsed() {
    return lastUsed;
  }

  /** What is kept was read under the same adapter. */
  void take(int keptLength, Optional<String> reader) {
    busy = true;
    length = keptLength;
    adapter = reader;
  }

  void copyOf(Slot other, int prefix, Optional<String> reader) {
    System.arraycopy(other.keys, 0, keys, 0, prefix);
    take(prefix, reader);
  }

  public void append(long[] source, int from, int to) {
    System.arraycopy(source, from, keys, length, to - from);
    length += to - from;
  }

  public void append(long key) {
    keys[length++] = key;
  }

  /** An empty slot counts as never used, so that it is taken before one that holds something. */
  void release(long now) {
    busy = false;
    lastUsed = length == 0 ? 0 : now;
  }

  /** After a failure nobody knows what the cache holds, and an adapter may have gone. */
  public void forget() {
    length = 0;
    Arrays.fill(keys, 0);
  }
}
