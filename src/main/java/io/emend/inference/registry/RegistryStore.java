package io.emend.inference.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoredObject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Registries in the object store, {@code registry/{model}.json}. Blocking. */
@Singleton
public class RegistryStore {
  private final ObjectStore store;
  private final ObjectMapper json;

  public RegistryStore(ObjectStore store, ObjectMapper json) {
    this.store = store;
    this.json = json;
  }

  /** The registry as it stands; an empty one where nothing was registered yet. */
  public Registry read(String model) {
    return store.get(key(model)).map(this::parse).orElse(Registry.empty(model));
  }

  /**
   * Makes a change and keeps it; a change that changes nothing is not written. Where another
   * process was first, the change is made again on what that one wrote.
   */
  public Registry update(String model, UnaryOperator<Registry> change) {
    while (true) {
      Optional<StoredObject> read = store.read(key(model));
      Registry before = read.map(object -> parse(object.content())).orElse(Registry.empty(model));
      Registry after = change.apply(before);
      if (after.equals(before) || store.replace(key(model), bytes(after), read)) {
        return after;
      }
    }
  }

  private static ObjectKey key(String model) {
    return ObjectKey.of("registry", model + ".json");
  }

  private Registry parse(byte[] content) {
    try {
      return json.readValue(content, Registry.class);
    } catch (IOException e) {
      throw new EmendException(ErrorCode.OBJECT_CORRUPT, "the registry cannot be read", e);
    }
  }

  private byte[] bytes(Registry registry) {
    try {
      return json.writeValueAsBytes(registry);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
