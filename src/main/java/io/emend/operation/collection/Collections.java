package io.emend.operation.collection;

import io.emend.collection.CollectionRequest;
import io.emend.collection.CollectionSpec;
import io.emend.collection.Origin;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.LogSubject;
import io.emend.jobs.IdempotencyKey;
import io.emend.jobs.JobSpec;
import io.emend.operation.Recoverable;
import io.emend.operation.job.Supervisor;
import io.emend.operation.lifecycle.Observed;
import io.emend.operation.lifecycle.OperationKind;
import io.emend.operation.lifecycle.Operations;
import io.emend.operation.lifecycle.RunControl;
import io.emend.storage.StoreRetry;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * All collections there are. A server runs them itself where it has a model or a broker leads to
 * one; any other has a job do it.
 */
@Singleton
public class Collections implements Recoverable {
  private static final Duration STORE_PAUSE = Duration.ofSeconds(2);

  private final CollectionRecords records;
  private final CollectionRun run;
  private final Operations<StoredCollection> operations;

  Collections(CollectionRecords records, CollectionRun run, Supervisor jobs) {
    this.records = records;
    this.run = run;
    this.operations = new Operations<>(new Kind(run), records, jobs);
  }

  /** A run goes on at the sample where the one before stopped. */
  private record Kind(CollectionRun run) implements OperationKind<StoredCollection> {

    @Override
    public boolean asksTheSame(StoredCollection one, StoredCollection other) {
      return one.spec().asksTheSameAs(other.spec());
    }

    @Override
    public LogSubject subject() {
      return LogSubject.COLLECTION;
    }

    @Override
    public boolean runsAsJob(StoredCollection collection) {
      return collection.spec().origin() == Origin.JOB;
    }

    @Override
    public JobSpec job(StoredCollection collection) {
      String id = collection.id();
      return JobSpec.of(
          id, "collection of " + collection.spec().name(), "collect", "--collection", id);
    }

    @Override
    public boolean runsInServer(StoredCollection collection) {
      return collection.spec().origin() == Origin.SERVER;
    }

    @Override
    public boolean resumes() {
      return true;
    }

    @Override
    public ErrorCode interrupted() {
      return ErrorCode.INTERNAL;
    }

    @Override
    public void run(String id, RunControl control) {
      control.store().call(() -> run.run(id, written -> {}));
    }
  }

  @Override
  public void recover() {
    operations.recover();
  }

  @Override
  public void stop() {
    operations.stop();
  }

  /**
   * Takes a collection, once for each idempotency key.
   *
   * @throws EmendException {@code idempotency_conflict}, {@code invalid_value}, {@code
   *     unknown_field}, {@code source_invalid}, {@code model_not_found} or {@code model_not_ready}
   */
  public Observed<StoredCollection> submit(CollectionRequest request, IdempotencyKey key) {
    CollectionSpec spec = run.checked(request, key, run.runner());
    return operations.submit(new StoredCollection(spec, CollectionStatus.queued(spec.total())));
  }

  /**
   * Runs a collection that a job was made for from where it stands, waiting for a store that is
   * away.
   *
   * @param listener hears of each status
   */
  public StoredCollection goOn(String id, Consumer<StoredCollection> listener) {
    return new StoreRetry(STORE_PAUSE).call(() -> run.run(id, listener));
  }

  /**
   * Runs a collection here and now; one that asks for the same and was cut short is gone on with.
   *
   * @param listener hears of each status
   * @throws EmendException as {@link #submit}
   */
  public StoredCollection run(CollectionRequest request, Consumer<StoredCollection> listener) {
    CollectionSpec asked = run.checked(request, IdempotencyKey.of(null), Origin.COMMAND);
    String id =
        records.open().stream()
            .map(StoredCollection::spec)
            .filter(asked::asksTheSameAs)
            .map(CollectionSpec::id)
            .findFirst()
            .orElseGet(() -> records.add(asked).id());
    return run.run(id, listener);
  }

  /**
   * A collection as it stands.
   *
   * @throws EmendException {@code collection_not_found}
   */
  public Observed<StoredCollection> get(String id) {
    return operations.get(id);
  }

  /** All collections, the latest first. */
  public List<Observed<StoredCollection>> list() {
    return operations.list();
  }

  /**
   * Cancels a collection; without effect on one that has ended. The run that finds its status
   * written over lets go of the engine within half a second.
   *
   * @throws EmendException {@code collection_not_found}
   */
  public Observed<StoredCollection> cancel(String id) {
    return operations.cancel(id);
  }
}
