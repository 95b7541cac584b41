package io.emend.preference;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.preference.pair.PreferencePair;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A dataset version to read, a shard at a time. Every shard is checked against its digest before
 * its first row is given out.
 */
public final class DatasetVersion {
  private final ObjectStore store;
  private final DatasetManifest manifest;

  DatasetVersion(ObjectStore store, DatasetManifest manifest) {
    this.store = store;
    this.manifest = manifest;
  }

  public DatasetManifest manifest() {
    return manifest;
  }

  /**
   * All samples, by id.
   *
   * @throws EmendException {@code dataset_corrupt}, while the stream is read
   */
  public Stream<LabelledCorrection> samples() {
    return samples(0);
  }

  /**
   * Samples from a row on; shards before it are not read.
   *
   * @param offset 0 or more
   */
  public Stream<LabelledCorrection> samples(long offset) {
    EmendException.require(offset >= 0, "offset", "must be 0 or more", offset);
    return rows(RowKind.SAMPLES, LabelledCorrection.class, offset);
  }

  /** All pairs, by sample id. */
  public Stream<PreferencePair> pairs() {
    return rows(RowKind.PAIRS, PreferencePair.class, 0);
  }

  public Stream<PreferencePair> pairs(DataSplit split) {
    return pairs().filter(pair -> pair.split() == split);
  }

  private <T> Stream<T> rows(RowKind kind, Class<T> type, long offset) {
    List<Shard> shards = manifest.shards().stream().filter(shard -> shard.isOf(kind)).toList();
    long left = offset;
    int first = 0;
    while (first < shards.size() && shards.get(first).rows() <= left) {
      left -= shards.get(first).rows();
      first++;
    }
    return shards.subList(first, shards.size()).stream()
        .flatMap(shard -> rows(shard, type))
        .skip(left);
  }

  private <T> Stream<T> rows(Shard shard, Class<T> type) {
    ObjectKey key = manifest.id().key(shard.file());
    byte[] content = store.get(key).orElseThrow(() -> corrupt(key, "is missing"));
    if (!Sha256.of(content).equals(shard.sha256())) {
      throw corrupt(key, "does not have the digest of its manifest");
    }
    return new String(content, UTF_8).lines().map(line -> row(key, line, type));
  }

  private static <T> T row(ObjectKey key, String line, Class<T> type) {
    try {
      return DatasetJson.MAPPER.readValue(line, type);
    } catch (JsonProcessingException e) {
      throw corrupt(key, "has a row that cannot be read: " + e.getOriginalMessage());
    }
  }

  private static EmendException corrupt(ObjectKey key, String what) {
    return new EmendException(
        ErrorCode.DATASET_CORRUPT, key.value() + " " + what, Map.of("object", key.value()));
  }
}
