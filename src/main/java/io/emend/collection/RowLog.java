package io.emend.collection;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.JsonDocuments;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Rows in small immutable shards. What is in a shard is recorded; what waits for one is lost in a
 * crash and asked again. Shards are numbered without gaps, so that of two writers one fails.
 */
public final class RowLog {
  private static final int SHARD_ROWS = 32;
  private static final Duration SHARD_TIME = Duration.ofSeconds(2);

  private final ObjectStore store;
  private final String prefix;
  private final JsonDocuments<CollectedRow> rows;
  private final List<CollectedRow> waiting = new ArrayList<>();
  private int shards;
  private long waitingSince;

  public RowLog(ObjectStore store, String prefix) {
    this.store = store;
    this.prefix = prefix;
    this.rows = new JsonDocuments<>(store, CollectedRow.class);
  }

  /** All rows that are recorded; further ones go behind them, and none waits. */
  List<CollectedRow> read() {
    waiting.clear();
    List<ObjectKey> keys = keys();
    shards = keys.size();
    return keys.stream().flatMap(key -> rows.lines(key).stream()).toList();
  }

  private List<ObjectKey> keys() {
    try (Stream<ObjectKey> keys = store.list(prefix)) {
      return keys.toList();
    }
  }

  void add(CollectedRow row) {
    if (waiting.isEmpty()) {
      waitingSince = System.nanoTime();
    }
    waiting.add(row);
  }

  /** Writes a shard if enough rows wait, or wait long enough. */
  void flushIfDue() {
    boolean old = System.nanoTime() - waitingSince > SHARD_TIME.toNanos();
    if (waiting.size() >= SHARD_ROWS || old) {
      flush();
    }
  }

  /**
   * Writes what waits.
   *
   * @throws EmendException {@code object_exists} if another run recorded meanwhile: read again
   */
  void flush() {
    if (waiting.isEmpty()) {
      return;
    }
    ObjectKey key = new ObjectKey(prefix + String.format("%05d.jsonl", shards));
    if (!store.putIfAbsent(key, JsonDocuments.lines(waiting))) {
      throw new EmendException(
          ErrorCode.OBJECT_EXISTS, "another run records this collection: " + key.value());
    }
    shards++;
    waiting.clear();
  }

  public void delete() {
    keys().forEach(store::delete);
  }
}
