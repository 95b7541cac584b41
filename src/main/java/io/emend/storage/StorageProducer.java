package io.emend.storage;

import io.emend.storage.cache.FolderCache;
import io.emend.storage.file.FileObjectStore;
import io.emend.storage.s3.BucketReader;
import io.emend.storage.s3.S3Config;
import io.emend.storage.s3.S3Connection;
import io.emend.storage.s3.S3ObjectStore;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Makes the store that the configuration asks for. */
final class StorageProducer {

  /** Connects nowhere until something is asked for. */
  @Produces
  @Singleton
  S3Connection connection(StorageConfig config) {
    return S3Connection.of(config.s3());
  }

  @Produces
  @Singleton
  FolderCache cache(S3Connection connection, StorageConfig config) {
    return new FolderCache(connection, config.cache());
  }

  @Produces
  @Singleton
  BucketReader reader(S3Connection connection, StorageConfig config) {
    return new BucketReader(connection, config.s3().open().orElse(Set.of()));
  }

  @Produces
  @Singleton
  ObjectStore store(S3Connection connection, StorageConfig config, StoreFailures failures) {
    S3Config s3 = config.s3();
    String prefix = s3.prefix().orElse("");
    return s3.bucket()
        .<ObjectStore>map(bucket -> new S3ObjectStore(connection, bucket, prefix, failures))
        .orElseGet(() -> files(config, failures));
  }

  private static ObjectStore files(StorageConfig config, StoreFailures failures) {
    FileObjectStore store = new FileObjectStore(config.path(), failures);
    store.sweep();
    return store;
  }
}
