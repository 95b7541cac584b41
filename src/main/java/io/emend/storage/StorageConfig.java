package io.emend.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** Where objects are kept. */
@ConfigMapping(prefix = "emend.storage")
public interface StorageConfig {

  /** Folder of the file store; a lost folder is lost data, so in production it is a volume. */
  @WithDefault(".emend/store")
  Path path();
}
