package io.emend.inference.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/** What this instance serves. */
@ConfigMapping(prefix = "emend")
public interface FunctionsConfig {

  /** Paths of the others answer 404; without inference and correction no model is loaded. */
  @WithDefault("inference,correction,admin")
  Set<ServedFunction> functions();
}
