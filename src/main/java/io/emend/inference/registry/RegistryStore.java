package io.emend.inference.registry;

import io.emend.storage.JsonDocuments;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import jakarta.inject.Singleton;
import java.util.function.UnaryOperator;

/** Registries in the object store, {@code registry/{model}.json}. Blocking. */
@Singleton
public class RegistryStore {
  private final JsonDocuments<Registry> registries;

  public RegistryStore(ObjectStore store) {
    this.registries = new JsonDocuments<>(store, Registry.class);
  }

  /** The registry as it stands; an empty one where nothing was registered yet. */
  public Registry read(String model) {
    return registries.find(key(model)).orElse(Registry.empty(model));
  }

  /**
   * Makes a change and keeps it; a change that changes nothing is not written. Where another
   * process was first, the change is made again on what that one wrote.
   */
  public Registry update(String model, UnaryOperator<Registry> change) {
    return registries.update(key(model), () -> Registry.empty(model), change);
  }

  private static ObjectKey key(String model) {
    return ObjectKey.of("registry", model + ".json");
  }
}
