package io.emend.storage;

import java.util.List;
import java.util.Optional;

/** Objects by key, such as {@code images/ab/abcd…}. A reader sees an object whole or not at all. */
public interface ObjectStore {

  /** Writes an object, over an older one if there is one. */
  void put(ObjectKey key, byte[] content);

  /** Writes an object unless the key is taken; tells whether it wrote. */
  boolean putIfAbsent(ObjectKey key, byte[] content);

  Optional<byte[]> get(ObjectKey key);

  boolean exists(ObjectKey key);

  /** Keys under a prefix, sorted. */
  List<ObjectKey> list(String prefix);

  /** Removes an object; harmless when there is none. */
  void delete(ObjectKey key);
}
