package io.emend.storage;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the store that the configuration asks for. */
final class StorageProducer {

  @Produces
  @Singleton
  ObjectStore store(StorageConfig config) {
    return config
        .s3()
        .bucket()
        .map(bucket -> s3(config.s3(), bucket))
        .orElseGet(() -> files(config));
  }

  private static ObjectStore s3(S3Config config, String bucket) {
    return new S3ObjectStore(S3Connection.of(config), bucket, config.prefix().orElse(""));
  }

  private static ObjectStore files(StorageConfig config) {
    FileObjectStore store = new FileObjectStore(config.path());
    store.sweep();
    return store;
  }
}
