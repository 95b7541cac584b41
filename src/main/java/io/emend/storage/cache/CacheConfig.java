package io.emend.storage.cache;

import io.emend.storage.StorageConfig;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where models from buckets are kept on this machine. Part of {@link StorageConfig}. */
public interface CacheConfig {

  /** A folder that later starts, and other processes of the machine, may share. */
  @WithDefault(".emend/cache")
  Path path();

  /** Of all that is kept; a larger model is refused, and what was used longest ago makes room. */
  @WithDefault("50G")
  MemorySize size();

  /** Ranges of an object that are asked for at once. */
  @WithDefault("8")
  int ranges();
}
