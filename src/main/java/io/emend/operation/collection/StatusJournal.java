package io.emend.operation.collection;

import io.emend.collection.CollectionCounts;
import io.emend.collection.CollectionJournal;
import io.emend.collection.CollectionSpec;
import io.emend.operation.Pace;
import io.emend.preference.DatasetId;
import java.util.Optional;
import java.util.function.Consumer;

/** The status that a run writes over and over. When someone else wrote meanwhile, the run ends. */
final class StatusJournal implements CollectionJournal {
  private final CollectionRecords records;
  private final CollectionSpec spec;
  private final Consumer<StoredCollection> listener;
  private CollectionStatus known;
  private Pace pace;

  /**
   * @param listener hears of each status that is written
   */
  StatusJournal(
      CollectionRecords records, StoredCollection collection, Consumer<StoredCollection> listener) {
    this.records = records;
    this.spec = collection.spec();
    this.listener = listener;
    this.known = collection.status();
  }

  @Override
  public void progress(CollectionCounts counts) {
    pace = pace == null ? Pace.from(counts.asked()) : pace;
    write(known.running(pace.progress(counts.asked(), spec.total(), counts)));
  }

  @Override
  public void complete(CollectionCounts counts) {
    write(known.running(pace.progress(counts.asked(), spec.total(), counts).complete()));
  }

  @Override
  public Optional<DatasetId> begun() {
    return Optional.ofNullable(known.dataset()).map(DatasetId::parse);
  }

  @Override
  public void writing(DatasetId version) {
    write(known.writing(version));
  }

  void succeeded() {
    write(known.succeeded());
  }

  void failed(String reason) {
    write(known.failed(reason));
  }

  private void write(CollectionStatus next) {
    records.replace(spec, known, next);
    known = next;
    listener.accept(new StoredCollection(spec, next));
  }
}
