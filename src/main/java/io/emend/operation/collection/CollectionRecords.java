package io.emend.operation.collection;

import io.emend.collection.CollectionSpec;
import io.emend.collection.RowLog;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.operation.Operation;
import io.emend.operation.OperationRecords;
import io.emend.storage.JsonDocuments;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Collections at rest: {@code spec.json}, {@code status.json} and the rows recorded so far. */
@Singleton
final class CollectionRecords implements OperationRecords<StoredCollection> {
  private static final String SPEC = "/spec.json";
  private static final String STATUS = "/status.json";

  private final ObjectStore store;
  private final JsonDocuments<CollectionSpec> specs;
  private final JsonDocuments<CollectionStatus> statuses;

  CollectionRecords(ObjectStore store) {
    this.store = store;
    this.specs = new JsonDocuments<>(store, CollectionSpec.class);
    this.statuses = new JsonDocuments<>(store, CollectionStatus.class);
  }

  /** Keeps a new collection, which waits. */
  StoredCollection add(CollectionSpec spec) {
    StoredCollection queued = new StoredCollection(spec, CollectionStatus.queued(spec.total()));
    add(queued);
    return queued;
  }

  /** A crash after the spec and before the first status leaves a collection that waits. */
  @Override
  public boolean add(StoredCollection queued) {
    return specs.add(key(queued.id(), SPEC), queued.spec());
  }

  /**
   * @throws EmendException {@code collection_not_found}
   */
  @Override
  public StoredCollection get(String id) {
    CollectionSpec spec =
        Optional.ofNullable(id)
            .filter(CollectionSpec::isId)
            .flatMap(known -> specs.find(key(known, SPEC)))
            .orElseThrow(
                () ->
                    new EmendException(
                        ErrorCode.COLLECTION_NOT_FOUND,
                        "there is no such collection",
                        Map.of("value", String.valueOf(id))));
    return new StoredCollection(
        spec,
        statuses.find(key(id, STATUS)).orElseGet(() -> CollectionStatus.queued(spec.total())));
  }

  @Override
  public List<StoredCollection> list() {
    try (Stream<ObjectKey> keys = store.list("collections/")) {
      return keys.map(ObjectKey::value)
          .filter(key -> key.endsWith(SPEC))
          .map(key -> key.split("/", -1)[1])
          .filter(CollectionSpec::isId)
          .map(this::get)
          .sorted(Operation.latestFirst())
          .toList();
    }
  }

  @Override
  public StoredCollection update(String id, UnaryOperator<StoredCollection> change) {
    CollectionSpec spec = get(id).spec();
    CollectionStatus after =
        statuses.update(
            key(id, STATUS),
            () -> CollectionStatus.queued(spec.total()),
            status -> change.apply(new StoredCollection(spec, status)).status());
    return new StoredCollection(spec, after);
  }

  /**
   * Writes a status over the one that a run knows.
   *
   * @throws EmendException {@code object_changed} if another status is there by now
   */
  void replace(CollectionSpec spec, CollectionStatus known, CollectionStatus next) {
    statuses.replace(
        key(spec.id(), STATUS), () -> CollectionStatus.queued(spec.total()), known, next);
  }

  /** The rows that a collection has recorded, and a place for more. */
  RowLog rows(String id) {
    return new RowLog(store, "collections/" + id + "/samples-");
  }

  private static ObjectKey key(String id, String file) {
    return new ObjectKey("collections/" + id + file);
  }
}
