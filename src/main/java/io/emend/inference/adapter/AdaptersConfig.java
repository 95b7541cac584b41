package io.emend.inference.adapter;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** From where adapters may be brought in. */
@ConfigMapping(prefix = "emend.adapters")
public interface AdaptersConfig {

  /**
   * The one folder from which a server takes directories, beside the folder of the file store; it
   * need not exist. A wider one lets who may import learn what adapters lie there. The command
   * {@code adapters import} takes any directory, by the rights of who runs it.
   */
  @WithDefault("${emend.storage.path:.emend/store}/../imports")
  Path imports();
}
