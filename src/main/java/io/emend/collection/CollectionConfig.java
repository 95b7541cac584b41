package io.emend.collection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How collections run. */
@ConfigMapping(prefix = "emend.collection")
public interface CollectionConfig {

  /** Samples asked at once; more than the engine's batch only make other requests wait longer. */
  @WithDefault("${emend.inference.batch:8}")
  int concurrency();
}
