package io.emend.storage;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the store that the configuration asks for. */
final class StorageProducer {

  @Produces
  @Singleton
  ObjectStore store(StorageConfig config) {
    FileObjectStore store = new FileObjectStore(config.path());
    store.sweep();
    return store;
  }
}
