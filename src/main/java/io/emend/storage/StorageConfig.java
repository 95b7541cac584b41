package io.emend.storage;

import io.emend.storage.cache.CacheConfig;
import io.emend.storage.s3.S3Config;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where objects are kept: in a folder, or in S3 as soon as a bucket is named. */
@ConfigMapping(prefix = "emend.storage")
public interface StorageConfig {

  /** Folder of the file store; a lost folder is lost data, so in production it is a volume. */
  @WithDefault(".emend/store")
  Path path();

  /** Between two looks of a server at its store, which its health tells of. */
  @WithDefault("10s")
  Duration watch();

  /** The bucket, and how to reach it. */
  S3Config s3();

  /** Copies of what lies in buckets, on this machine. */
  CacheConfig cache();
}
