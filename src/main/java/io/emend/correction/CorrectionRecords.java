package io.emend.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.correction.topic.CorrectionCompleted;
import io.emend.correction.topic.CorrectionRequested;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finished corrections, as {@code corrections/{id}.json}; those that were asked for later, until
 * they are finished, as {@code pending/corrections/{id}.json}.
 */
@Singleton
public class CorrectionRecords {
  private static final String ID = "cor_[0-9a-f-]{36}";
  private static final String PENDING = "pending/corrections/";

  private final ObjectStore store;
  private final ObjectMapper json;

  public CorrectionRecords(ObjectStore store, ObjectMapper json) {
    this.store = store;
    this.json = json;
  }

  public static boolean isId(String id) {
    return id != null && id.matches(ID);
  }

  /** An id of its own. */
  static String newId() {
    return "cor_" + UUID.randomUUID();
  }

  public CorrectionResponse keep(CorrectionResponse response) {
    store.putIfAbsent(key(response.id()), bytes(response));
    return response;
  }

  private byte[] bytes(Object record) {
    try {
      return json.writeValueAsBytes(record);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of plain values are always written", e);
    }
  }

  /** Writes a request down before it is sent, so that it outlives the process. */
  void take(CorrectionRequested requested) {
    store.putIfAbsent(pending(requested.id()), bytes(requested));
  }

  /** Requests that were taken and not answered. */
  List<CorrectionRequested> taken() {
    try (Stream<ObjectKey> keys = store.list(PENDING)) {
      return keys.flatMap(key -> store.get(key).stream())
          .map(bytes -> read(bytes, CorrectionRequested.class))
          .toList();
    }
  }

  /** Keeps what became of a request; the first result stays, whatever comes later. */
  public CorrectionCompleted keep(CorrectionCompleted completed) {
    String id = completed.id();
    if (completed.failure() != null) {
      store.putIfAbsent(key(id), bytes(completed));
    }
    forget(id);
    return completed;
  }

  /** Removes what {@link #take} wrote. */
  void forget(String id) {
    store.delete(pending(id));
  }

  /** The result of a request that has one. */
  public Optional<CorrectionCompleted> find(String id) {
    return store
        .get(key(id))
        .map(bytes -> read(bytes, JsonNode.class))
        .map(
            record ->
                record.has("failure")
                    ? json.convertValue(record, CorrectionCompleted.class)
                    : new CorrectionCompleted(
                        id, json.convertValue(record, CorrectionResponse.class), null, null));
  }

  /**
   * What became of a request; nothing while it waits for an answer.
   *
   * @throws EmendException {@code correction_not_found}
   */
  Optional<CorrectionCompleted> get(String id) {
    if (!isId(id)) {
      throw notFound(id);
    }
    Optional<CorrectionCompleted> completed = find(id);
    if (completed.isPresent() || store.exists(pending(id))) {
      return completed;
    }
    // It may have been completed between the two looks.
    return Optional.of(find(id).orElseThrow(() -> notFound(id)));
  }

  private <T> T read(byte[] content, Class<T> type) {
    try {
      return json.readValue(content, type);
    } catch (IOException e) {
      throw new EmendException(ErrorCode.OBJECT_CORRUPT, "a correction cannot be read", e);
    }
  }

  private static ObjectKey pending(String id) {
    return new ObjectKey(PENDING + id + ".json");
  }

  private static ObjectKey key(String id) {
    return ObjectKey.of("corrections", id + ".json");
  }

  private static EmendException notFound(String id) {
    return new EmendException(
        ErrorCode.CORRECTION_NOT_FOUND, "there is no such correction", Map.of("value", id));
  }
}
