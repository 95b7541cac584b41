package io.emend.storage.cache;

import io.emend.DefaultSettings;
import io.emend.storage.StorageConfig;
import io.emend.storage.s3.S3Connection;

/** The cache of a process that reads nothing from buckets. */
public final class LocalCache {

  private LocalCache() {}

  public static FolderCache unused() {
    StorageConfig config = DefaultSettings.of(StorageConfig.class);
    return new FolderCache(S3Connection.of(config.s3()), config.cache());
  }
}
