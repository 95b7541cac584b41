package io.emend.training.job;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Where and with what runs train. */
@ConfigMapping(prefix = "emend.training")
public interface TrainingConfig {

  /** Work folders; a run whose folder is lost goes on from the store's last checkpoint. */
  @WithDefault("${emend.storage.path:.emend/store}/work~")
  Path work();

  /** {@code cpu}, {@code cuda} or {@code cuda:1}; by default where answers are computed. */
  @WithDefault("${emend.inference.device:cpu}")
  String device();

  /** Threads that compute a step; by default those of answers, else chosen by what there is. */
  @WithDefault("${emend.inference.threads:}")
  Optional<Integer> threads();

  /** What a run may take; by default what this machine has. A job estimated higher is refused. */
  Optional<MemorySize> memory();

  /**
   * Whether the admin function holds a training against the model and the memory before it takes
   * it. Without, the run does, and ends with exit code 4; a native admin function has to do
   * without.
   */
  @WithDefault("true")
  boolean preflight();

  /** Least time between two copies of the metrics into the store; how late progress is seen. */
  @WithDefault("1s")
  Duration metricsInterval();
}
