package io.emend.collection;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.JsonDocuments;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Collections at rest: {@code spec.json}, {@code status.json} and the rows recorded so far. */
@Singleton
final class CollectionRecords {
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

  StoredCollection add(CollectionSpec spec) {
    specs.add(key(spec.id(), SPEC), spec);
    return get(spec.id());
  }

  /**
   * @throws EmendException {@code collection_not_found}
   */
  StoredCollection get(String id) {
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
    // A crash after the spec and before the first status leaves a collection that waits.
    return new StoredCollection(
        spec,
        statuses.find(key(id, STATUS)).orElseGet(() -> CollectionStatus.queued(spec.total())));
  }

  /** All collections, the oldest first. */
  List<StoredCollection> all() {
    try (Stream<ObjectKey> keys = store.list("collections/")) {
      return keys.map(ObjectKey::value)
          .filter(key -> key.endsWith(SPEC))
          .map(key -> key.split("/", -1)[1])
          .filter(CollectionSpec::isId)
          .map(this::get)
          .sorted((a, b) -> a.spec().createdAt().compareTo(b.spec().createdAt()))
          .toList();
    }
  }

  /**
   * Writes a status over the one that was read. The only place that does.
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
