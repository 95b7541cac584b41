package io.emend.preference;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.preference.pair.PairOptions;
import io.emend.preference.pair.PairSelection;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Immutable dataset versions, under {@code datasets/{name}/{version}/}. */
@Singleton
public class DatasetStore {
  /** A shard is held in memory while it is written or read. */
  private static final int SHARD_BYTES = 8 << 20;

  private static final Pattern MANIFEST = Pattern.compile("datasets/([^/]+)/([^/]+)/manifest.json");
  private static final Pattern NUMBERED = Pattern.compile("datasets/[^/]+/v(\\d{1,9})/.*");

  private final ObjectStore store;
  private final int shardBytes;

  @Inject
  public DatasetStore(ObjectStore store) {
    this(store, SHARD_BYTES);
  }

  DatasetStore(ObjectStore store, int shardBytes) {
    this.store = store;
    this.shardBytes = shardBytes;
  }

  /**
   * Writes a version. Done twice with the same samples and options, it gives back the version that
   * is there.
   *
   * @param samples in any order, held in memory; one that was delivered twice counts once
   * @throws EmendException {@code object_exists} if the version has other content, {@code
   *     invalid_value} if two different samples have one id
   */
  public DatasetManifest write(
      DatasetId id,
      Collection<LabelledCorrection> samples,
      PairOptions options,
      DatasetLineage lineage) {
    List<LabelledCorrection> distinct = distinct(samples);
    PairSelection selection = PairSelection.of(distinct, options);
    List<Shard> shards = new ArrayList<>();
    shards.addAll(new ShardWriter(store, id, RowKind.SAMPLES, shardBytes).write(distinct));
    shards.addAll(new ShardWriter(store, id, RowKind.PAIRS, shardBytes).write(selection.pairs()));
    return publish(
        new DatasetManifest(
            DatasetManifest.SCHEMA_VERSION,
            id.name(),
            id.version(),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            DatasetManifest.digest(shards),
            DatasetCounts.of(distinct, selection),
            options,
            lineage,
            shards));
  }

  private static List<LabelledCorrection> distinct(Collection<LabelledCorrection> samples) {
    Map<String, LabelledCorrection> byId = new TreeMap<>();
    for (LabelledCorrection sample : samples) {
      LabelledCorrection other = byId.putIfAbsent(sample.id(), sample);
      boolean same = other == null || other.equals(sample);
      EmendException.require(same, "id", "must be of one sample only", sample.id());
    }
    return List.copyOf(byId.values());
  }

  private DatasetManifest publish(DatasetManifest manifest) {
    DatasetId id = manifest.id();
    if (store.putIfAbsent(id.key(DatasetManifest.FILE), DatasetJson.bytes(manifest))) {
      return manifest;
    }
    DatasetManifest there = open(id).manifest();
    if (!there.digest().equals(manifest.digest())) {
      throw new EmendException(
          ErrorCode.OBJECT_EXISTS,
          "dataset " + id + " is there with other content; choose another version",
          Map.of("field", "version", "value", id.version()));
    }
    return there;
  }

  /**
   * Opens a version to read.
   *
   * @throws EmendException {@code dataset_not_found} or {@code dataset_corrupt}
   */
  public DatasetVersion open(DatasetId id) {
    ObjectKey key = id.key(DatasetManifest.FILE);
    byte[] manifest =
        store
            .get(key)
            .orElseThrow(
                () ->
                    new EmendException(
                        ErrorCode.DATASET_NOT_FOUND,
                        "there is no dataset " + id,
                        Map.of("value", id.toString())));
    try {
      return new DatasetVersion(
          store, DatasetJson.MAPPER.readValue(manifest, DatasetManifest.class));
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.DATASET_CORRUPT,
          key.value() + " cannot be read: " + e.getMessage(),
          Map.of("object", key.value()));
    }
  }

  /** All versions that are whole, by name and version. */
  public Stream<DatasetId> list() {
    return store.list("datasets/").map(DatasetStore::manifestOf).flatMap(Optional::stream);
  }

  private static Optional<DatasetId> manifestOf(ObjectKey key) {
    Matcher manifest = MANIFEST.matcher(key.value());
    return manifest.matches()
        ? Optional.of(new DatasetId(manifest.group(1), manifest.group(2)))
        : Optional.empty();
  }

  /** The next of the versions v1, v2, …; one that was begun and never finished counts as taken. */
  public DatasetId next(String name) {
    DatasetId.requireName(name);
    int last =
        store
            .list("datasets/" + name + "/v")
            .map(key -> NUMBERED.matcher(key.value()))
            .filter(Matcher::matches)
            .mapToInt(version -> Integer.parseInt(version.group(1)))
            .max()
            .orElse(0);
    return new DatasetId(name, "v" + (last + 1));
  }
}
