package io.emend.admin;

import io.emend.preference.DatasetManifest;
import java.time.Instant;

/**
 * A dataset version in a list.
 *
 * @param digest of its rows
 */
public record DatasetSummary(
    String name, String version, Instant created, String digest, int samples, int pairs) {

  static DatasetSummary of(DatasetManifest manifest) {
    return new DatasetSummary(
        manifest.name(),
        manifest.version(),
        manifest.created(),
        manifest.digest(),
        manifest.counts().samples(),
        manifest.counts().pairs());
  }
}
