package io.emend.operation.collection;

import io.emend.collection.CollectionRequest;
import io.emend.collection.CollectionSpec;
import io.emend.collection.Collector;
import io.emend.collection.CorrectionClient;
import io.emend.collection.Origin;
import io.emend.collection.RowLog;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.evaluation.source.LabelledSource;
import io.emend.jobs.IdempotencyKey;
import jakarta.inject.Singleton;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;

/**
 * Takes a collection from what was asked for to its dataset, and from where it stands. Blocking.
 */
@Singleton
class CollectionRun {
  private final CollectionRecords records;
  private final Collector collector;
  private final CorrectionClient client;

  CollectionRun(CollectionRecords records, Collector collector, CorrectionClient client) {
    this.records = records;
    this.collector = collector;
    this.client = client;
  }

  /** Who is to run a collection that is asked for now. */
  Origin runner() {
    return client.isAnswered() ? Origin.SERVER : Origin.JOB;
  }

  /**
   * What a request asks for, once it can be done.
   *
   * @throws EmendException {@code invalid_value}, {@code unknown_field}, {@code source_invalid},
   *     {@code model_not_found} or {@code model_not_ready}
   */
  CollectionSpec checked(CollectionRequest request, IdempotencyKey key, Origin origin) {
    CollectionSpec spec =
        request.spec("col-" + key.uuid(), client.answering(request.model()), origin);
    LabelledSource source = collector.source(spec);
    if (origin != Origin.COMMAND) {
      // A command has looked before its model took its time to load.
      source.check();
    }
    return spec;
  }

  /**
   * A failure that is no sample's is the collection's, in its status.
   *
   * @param listener hears of each status that is written
   * @return the collection as it ended
   * @throws EmendException {@code store_failed}; the collection can be gone on with
   * @throws CancellationException if the thread is interrupted or the engine stops; the collection
   *     then stays as it is, to be gone on with
   */
  StoredCollection run(String id, Consumer<StoredCollection> listener) {
    StoredCollection collection = records.get(id);
    if (collection.state().ended()) {
      return collection;
    }
    StatusJournal journal = new StatusJournal(records, collection, listener);
    try {
      RowLog rows = records.rows(id);
      collector.run(collection.spec(), rows, journal);
      journal.succeeded();
      rows.delete();
    } catch (EmendException e) {
      fail(journal, e);
    }
    return records.get(id);
  }

  private static void fail(StatusJournal journal, EmendException e) {
    // A store, too, fails in a thread that is interrupted.
    if (e.code() == ErrorCode.CANCELLED || Thread.currentThread().isInterrupted()) {
      throw new CancellationException("the collection is stopped; it can be gone on with");
    }
    // Not the collection's fault, and its status could not be told either.
    if (e.code() == ErrorCode.STORE_FAILED) {
      throw e;
    }
    // Whoever changed the status has decided.
    if (e.code() != ErrorCode.OBJECT_CHANGED) {
      journal.failed(e.getMessage());
    }
  }
}
