package io.emend.preference;

import java.util.Locale;

/** What the rows of a shard are. */
enum RowKind {
  SAMPLES,
  PAIRS;

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
