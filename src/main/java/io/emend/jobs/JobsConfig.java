package io.emend.jobs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How jobs run. */
@ConfigMapping(prefix = "emend.jobs")
public interface JobsConfig {

  /** Where runs happen. */
  @WithDefault("process")
  Launcher launcher();

  /** Runs as Kubernetes Jobs. */
  KubernetesConfig kubernetes();

  /** Runs at once; the others wait in the order they came. Each takes a model's memory. */
  @WithDefault("1")
  int concurrency();

  /**
   * Runs a job may have; beyond 1, one that was interrupted goes on from its checkpoint: by a
   * signal, or because all of it is gone. A Kubernetes Job is one run, whatever pods it takes.
   */
  @WithDefault("1")
  int attempts();

  /** From a cancellation to SIGKILL; what the run has not saved by then is lost. */
  @WithDefault("3s")
  Duration grace();

  /** Between two looks at the runs; how late an end is noticed. */
  @WithDefault("500ms")
  Duration interval();

  /** Folder of the runs' logs and process ids; a lost folder loses the runs. */
  @WithDefault("${emend.storage.path:.emend/store}/jobs")
  Path directory();

  /** Options for a run's JVM beside this one's own, such as {@code -Xmx8g}. */
  Optional<List<String>> jvmOptions();

  /** What to start in place of this application's own jar, up to the job's arguments. */
  Optional<List<String>> command();

  /** Where runs happen. */
  enum Launcher {
    /** Child processes of this machine that outlive this server. */
    PROCESS,
    /** Jobs of the cluster that this server runs in. */
    KUBERNETES
  }
}
