package io.emend.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.inject.Singleton;

/** Tries whether the store can do what is asked of it, with an object of its own. */
@Singleton
final class StoreProbe {
  private static final ObjectKey KEY = ObjectKey.of("probe.json");

  /** As large as a small picture: a disk that is all but full still takes a few bytes. */
  private static final byte[] CONTENT = ("{}" + " ".repeat(64 << 10)).getBytes(UTF_8);

  private final ObjectStore store;

  StoreProbe(ObjectStore store) {
    this.store = store;
  }

  /**
   * Writes, and holds the store to conditions: without them, of two promotions one would be lost.
   *
   * @throws EmendException {@code store_failed} with the reason
   */
  void write() {
    store.put(KEY, CONTENT);
    if (store.putIfAbsent(KEY, CONTENT)) {
      throw new EmendException(
          ErrorCode.STORE_FAILED,
          "the store failed at " + KEY.value() + ": it ignores the condition If-None-Match");
    }
  }

  /**
   * Looks for what was written.
   *
   * @throws EmendException {@code store_failed} with the reason
   */
  void read() {
    if (!store.exists(KEY)) {
      throw new EmendException(
          ErrorCode.STORE_FAILED, "the store failed at " + KEY.value() + ": it is gone");
    }
  }
}
