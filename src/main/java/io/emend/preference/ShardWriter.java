package io.emend.preference;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes rows into shards of bounded size; a row larger than the bound has a shard of its own. */
final class ShardWriter {
  private final ObjectStore store;
  private final DatasetId id;
  private final RowKind kind;
  private final int bound;
  private final List<Shard> shards = new ArrayList<>();
  private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
  private int rows;

  ShardWriter(ObjectStore store, DatasetId id, RowKind kind, int bound) {
    this.store = store;
    this.id = id;
    this.kind = kind;
    this.bound = bound;
  }

  List<Shard> write(List<?> values) {
    values.forEach(value -> add(DatasetJson.bytes(value)));
    flush();
    return shards;
  }

  private void add(byte[] row) {
    if (buffer.size() + row.length + 1 > bound) {
      flush();
    }
    buffer.writeBytes(row);
    buffer.write('\n');
    rows++;
  }

  private void flush() {
    if (rows == 0) {
      return;
    }
    String file = String.format("%s-%05d.jsonl", kind.word(), shards.size());
    byte[] content = buffer.toByteArray();
    put(id.key(file), content);
    shards.add(new Shard(file, rows, content.length, Sha256.of(content)));
    buffer.reset();
    rows = 0;
  }

  /** A writer that was killed may have left this very shard: equal bytes are as good as written. */
  private void put(ObjectKey key, byte[] content) {
    boolean there =
        store.putIfAbsent(key, content)
            || store.get(key).filter(old -> Arrays.equals(old, content)).isPresent();
    if (!there) {
      throw new EmendException(
          ErrorCode.OBJECT_EXISTS,
          "dataset " + id + " was begun with other content; choose another version",
          Map.of("field", "version", "value", id.version()));
    }
  }
}
