package io.emend.model;

/** Keys and values of a fixed number of sequences. Owned by the engine's thread. */
public interface KvCache extends AutoCloseable {

  int slots();

  int maxLength();

  /** Copies the first {@code length} positions of one slot to another, for a shared prefix. */
  void copyPrefix(int fromSlot, int toSlot, int length);

  @Override
  void close();
}
