package io.emend.preference;

import static io.emend.error.EmendException.require;

import io.emend.preference.pair.PairOptions;
import io.emend.storage.Sha256;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a dataset version holds; written last, so that a version is there whole or not at all.
 *
 * @param digest of the rows alone: equal samples and options give equal digests, whatever the name,
 *     the time and the lineage
 */
public record DatasetManifest(
    int schemaVersion,
    String name,
    String version,
    Instant created,
    String digest,
    DatasetCounts counts,
    PairOptions options,
    DatasetLineage lineage,
    List<Shard> shards) {
  /** Raised when a reader of the old rows could misread the new ones. */
  public static final int SCHEMA_VERSION = 1;

  static final String FILE = "manifest.json";

  public DatasetManifest {
    require(
        schemaVersion == SCHEMA_VERSION,
        "schemaVersion",
        "must be " + SCHEMA_VERSION,
        schemaVersion);
    require(shards != null, "shards", "must be there", shards);
    shards = List.copyOf(shards);
  }

  public DatasetId id() {
    return new DatasetId(name, version);
  }

  static String digest(List<Shard> shards) {
    return Sha256.of(
        shards.stream()
            .map(shard -> shard.file() + " " + shard.sha256() + "\n")
            .collect(Collectors.joining()));
  }
}
