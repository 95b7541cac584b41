package io.emend.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Records of one type as JSON objects of a store: read whole or not at all, and written only over
 * the version that was read. A field that this version does not know is ignored, so that records of
 * a later version are read too. Blocking.
 */
public final class JsonDocuments<T> {
  private static final ObjectMapper JSON = mapper();

  private final ObjectStore store;
  private final Class<T> type;

  public JsonDocuments(ObjectStore store, Class<T> type) {
    this.store = store;
    this.type = type;
  }

  private static ObjectMapper mapper() {
    ObjectMapper json =
        JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();
    // A request that waits may hold a picture.
    json.getFactory()
        .setStreamReadConstraints(
            StreamReadConstraints.builder().maxStringLength(Integer.MAX_VALUE).build());
    return json;
  }

  /**
   * Empty if there is no such object.
   *
   * @throws EmendException {@code object_corrupt} if it is no record of this type
   */
  public Optional<T> find(ObjectKey key) {
    return store.get(key).map(content -> parse(key, content));
  }

  /** Writes a record unless the key is taken; tells whether it wrote. */
  public boolean add(ObjectKey key, T document) {
    return store.putIfAbsent(key, bytes(document));
  }

  /**
   * Makes a change and keeps it; a change that changes nothing is not written. Where another writer
   * was first, the change is made again on what that one wrote.
   *
   * @param absent what the change is made on where there is no object
   * @return the record as it is after the change
   */
  public T update(ObjectKey key, Supplier<T> absent, UnaryOperator<T> change) {
    while (true) {
      Optional<StoredObject> read = store.read(key);
      T before = read.map(object -> parse(key, object.content())).orElseGet(absent);
      T after = change.apply(before);
      if (after.equals(before) || store.replace(key, bytes(after), read)) {
        return after;
      }
    }
  }

  /**
   * Writes a record over the one that is known.
   *
   * @param absent what is known where there is no object
   * @throws EmendException {@code object_changed} if another record is there by now
   */
  public void replace(ObjectKey key, Supplier<T> absent, T known, T next) {
    Optional<StoredObject> read = store.read(key);
    T now = read.map(object -> parse(key, object.content())).orElseGet(absent);
    if (!now.equals(known) || !store.replace(key, bytes(next), read)) {
      throw new EmendException(
          ErrorCode.OBJECT_CHANGED,
          key.value() + " changed meanwhile",
          Map.of("object", key.value()));
    }
  }

  /**
   * Records of an object that has one a line.
   *
   * @throws EmendException {@code object_corrupt}
   */
  public List<T> lines(ObjectKey key) {
    byte[] content = store.get(key).orElse(new byte[0]);
    return new String(content, StandardCharsets.UTF_8)
        .lines()
        .map(line -> parse(key, line.getBytes(StandardCharsets.UTF_8)))
        .toList();
  }

  /** Records as the content of an object with one a line. */
  public static byte[] lines(List<?> records) {
    StringBuilder lines = new StringBuilder();
    records.forEach(
        one -> lines.append(new String(bytes(one), StandardCharsets.UTF_8)).append('\n'));
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  private T parse(ObjectKey key, byte[] content) {
    try {
      return JSON.readValue(content, type);
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.OBJECT_CORRUPT, key.value() + " is not what was written", e);
    }
  }

  private static byte[] bytes(Object document) {
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("records of plain values are always written", e);
    }
  }
}
