package io.emend.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Objects by key, such as {@code images/ab/abcd…}. A reader sees an object whole or not at all, in
 * the version it began to read; a finished write outlives a crash.
 *
 * <p>A key is an object or the folder of others, never both: {@code a} beside {@code a/b} is an
 * error in a store that is a file system. Conditional writes are those of S3 ({@code If-None-Match:
 * *} and {@code If-Match}), and hold between processes.
 */
public interface ObjectStore {

  /** Writes an object, over an older one if there is one. */
  void put(ObjectKey key, byte[] content, String contentType);

  /** Writes an object whose content type is told by its key. */
  default void put(ObjectKey key, byte[] content) {
    put(key, content, ContentTypes.of(key));
  }

  /** Writes an object unless the key is taken; tells whether it wrote. */
  boolean putIfAbsent(ObjectKey key, byte[] content, String contentType);

  /** Writes an object whose content type is told by its key, unless the key is taken. */
  default boolean putIfAbsent(ObjectKey key, byte[] content) {
    return putIfAbsent(key, content, ContentTypes.of(key));
  }

  /** Writes a file's content, which may be larger than the memory, as {@link #put} does. */
  void put(ObjectKey key, Path file);

  /**
   * Writes over an object if it still is the version that was read; tells whether it wrote.
   *
   * @param etag of that version; an object that is gone has none, so nothing is written
   */
  boolean replace(ObjectKey key, byte[] content, String contentType, String etag);

  /**
   * Writes what a {@link #read} led to: over the version that was read, or where nothing was; tells
   * whether it wrote.
   */
  default boolean replace(ObjectKey key, byte[] content, Optional<StoredObject> read) {
    return read.map(old -> replace(key, content, ContentTypes.of(key), old.info().etag()))
        .orElseGet(() -> putIfAbsent(key, content));
  }

  Optional<byte[]> get(ObjectKey key);

  /**
   * Writes an object to a file, which appears whole or not at all; tells whether there is one.
   *
   * @param file in a folder that need not exist
   */
  boolean get(ObjectKey key, Path file);

  /**
   * Part of an object.
   *
   * @param offset first byte, 0 or more
   * @param length most bytes, 1 or more; fewer come where the object ends, none beyond
   */
  Optional<byte[]> get(ObjectKey key, long offset, int length);

  /** Content and description of one and the same version, for a {@link #replace} to come. */
  Optional<StoredObject> read(ObjectKey key);

  /** Description without the content. */
  Optional<ObjectInfo> head(ObjectKey key);

  default boolean exists(ObjectKey key) {
    return head(key).isPresent();
  }

  /**
   * Keys that begin with a prefix, sorted, fetched page by page as the stream is read. What is
   * written or deleted meanwhile may be in it or not.
   */
  Stream<ObjectKey> list(String prefix);

  /** Removes an object; harmless when there is none. */
  void delete(ObjectKey key);
}
