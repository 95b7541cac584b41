package io.emend.correction;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.util.Map;

/** Finished corrections, as {@code corrections/{id}.json}. */
@Singleton
class CorrectionRecords {
  private static final String ID = "cor_[0-9a-f-]{36}";

  private final ObjectStore store;
  private final ObjectMapper json;

  CorrectionRecords(ObjectStore store, ObjectMapper json) {
    this.store = store;
    this.json = json;
  }

  CorrectionResponse keep(CorrectionResponse response) {
    try {
      store.putIfAbsent(key(response.id()), json.writeValueAsBytes(response));
      return response;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * @return the record's JSON
   * @throws EmendException {@code correction_not_found}
   */
  byte[] get(String id) {
    if (!id.matches(ID)) {
      throw notFound(id);
    }
    return store.get(key(id)).orElseThrow(() -> notFound(id));
  }

  private static ObjectKey key(String id) {
    return ObjectKey.of("corrections", id + ".json");
  }

  private static EmendException notFound(String id) {
    return new EmendException(
        ErrorCode.CORRECTION_NOT_FOUND, "there is no such correction", Map.of("value", id));
  }
}
