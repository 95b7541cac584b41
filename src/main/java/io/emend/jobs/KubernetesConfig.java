package io.emend.jobs;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Runs as Kubernetes Jobs. Part of {@link JobsConfig}. */
public interface KubernetesConfig {

  /** Of the Jobs; that of this server's own pod by default. */
  Optional<String> namespace();

  /**
   * A Job in YAML, as a ConfigMap mounts it, which is read at each launch. Its first container is
   * the run; name, labels, arguments and wished resources are filled in.
   */
  @WithDefault("/etc/emend/job.yaml")
  Path template();

  /**
   * Most that a request may wish for, by resource name, such as {@code nvidia.com/gpu}; a resource
   * that is not here may not be asked for.
   */
  Map<String, String> limits();
}
