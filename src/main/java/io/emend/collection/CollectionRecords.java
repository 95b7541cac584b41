package io.emend.collection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoredObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Collections at rest: {@code spec.json}, {@code status.json} and the rows recorded so far. */
@Singleton
final class CollectionRecords {
  private static final String SPEC = "/spec.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final ObjectStore store;

  CollectionRecords(ObjectStore store) {
    this.store = store;
  }

  StoredCollection add(CollectionSpec spec) {
    store.putIfAbsent(key(spec.id(), SPEC), write(spec));
    return get(spec.id());
  }

  /**
   * @throws EmendException {@code collection_not_found}
   */
  StoredCollection get(String id) {
    CollectionSpec spec =
        Optional.ofNullable(id)
            .filter(CollectionSpec::isId)
            .flatMap(known -> store.get(key(known, SPEC)))
            .map(bytes -> parse(id + SPEC, bytes, CollectionSpec.class))
            .orElseThrow(
                () ->
                    new EmendException(
                        ErrorCode.COLLECTION_NOT_FOUND,
                        "there is no such collection",
                        Map.of("value", String.valueOf(id))));
    return new StoredCollection(spec, status(spec, store.read(statusKey(id))));
  }

  /** A crash after the spec and before the first status leaves a collection that waits. */
  private static CollectionStatus status(CollectionSpec spec, Optional<StoredObject> object) {
    return object
        .map(read -> parse(spec.id() + "/status.json", read.content(), CollectionStatus.class))
        .orElseGet(() -> CollectionStatus.queued(spec.total()));
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
    ObjectKey key = statusKey(spec.id());
    Optional<StoredObject> read = store.read(key);
    boolean written =
        status(spec, read).equals(known)
            && read.map(
                    object ->
                        store.replace(key, write(next), "application/json", object.info().etag()))
                .orElseGet(() -> store.putIfAbsent(key, write(next)));
    if (!written) {
      throw new EmendException(
          ErrorCode.OBJECT_CHANGED, "collection " + spec.id() + " changed meanwhile");
    }
  }

  /** The rows that a collection has recorded, and a place for more. */
  RowLog rows(String id) {
    return new RowLog(store, "collections/" + id + "/samples-");
  }

  static <T> T parse(String name, byte[] content, Class<T> type) {
    try {
      return JSON.readValue(content, type);
    } catch (IOException e) {
      throw new EmendException(ErrorCode.OBJECT_CORRUPT, name + " is not what was written", e);
    }
  }

  static byte[] write(Object value) {
    try {
      return JSON.writeValueAsBytes(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of plain values are always written", e);
    }
  }

  private static ObjectKey statusKey(String id) {
    return key(id, "/status.json");
  }

  private static ObjectKey key(String id, String file) {
    return new ObjectKey("collections/" + id + file);
  }
}
