package io.emend.collection;

import io.emend.preference.DatasetId;
import java.util.Optional;

/**
 * Where a run writes down how far its collection is, for the run after it. Each call fails with
 * {@code object_changed} if the collection was cancelled or another run has taken over.
 */
public interface CollectionJournal {

  /** Of all runs together. */
  void progress(CollectionCounts counts);

  /** All samples were asked. */
  void complete(CollectionCounts counts);

  /** The dataset version that an earlier run had begun to write. */
  Optional<DatasetId> begun();

  /** Comes before the version is written: a run that goes on writes the same one. */
  void writing(DatasetId version);
}
