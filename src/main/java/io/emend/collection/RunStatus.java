package io.emend.collection;

import java.util.function.Consumer;

/** The status that a run writes over and over. When someone else wrote meanwhile, the run ends. */
final class RunStatus {
  private final CollectionRecords records;
  private final CollectionSpec spec;
  private final Consumer<StoredCollection> listener;
  private CollectionStatus known;

  RunStatus(
      CollectionRecords records, StoredCollection collection, Consumer<StoredCollection> listener) {
    this.records = records;
    this.spec = collection.spec();
    this.listener = listener;
    this.known = collection.status();
  }

  CollectionStatus known() {
    return known;
  }

  /**
   * @throws io.emend.error.EmendException {@code object_changed} if the collection was cancelled or
   *     another run has taken over
   */
  void write(CollectionStatus next) {
    records.replace(spec, known, next);
    known = next;
    listener.accept(new StoredCollection(spec, next));
  }
}
