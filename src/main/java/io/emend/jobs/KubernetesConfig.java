package io.emend.jobs;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs as Kubernetes Jobs. Part of {@link JobsConfig}. */
public interface KubernetesConfig {

  /** Of the Jobs; that of this server's own pod by default. */
  Optional<String> namespace();

  /**
   * A Job in YAML, as a ConfigMap mounts it, which is read at each launch. Its first container is
   * the run; name, namespace, labels, arguments and requested resources are filled in. Without
   * {@code ttlSecondsAfterFinished} ended Jobs stay, without {@code podFailurePolicy} a preempted
   * pod counts as one that failed.
   */
  @WithDefault("/etc/emend/job.yaml")
  Path template();

  /**
   * Templates for runs that differ, by the command that they are, such as {@code evaluate}; others
   * have {@link #template}.
   */
  Map<String, Path> templates();

  /**
   * Most that a job may request, by resource name, such as {@code nvidia.com/gpu}; a resource that
   * is not here may not be asked for.
   */
  Map<String, String> limits();

  /** Kueue's LocalQueues that a request may name; none by default. */
  Optional<List<String>> queues();

  /** Priority classes that a request may name; none by default. */
  Optional<List<String>> priorityClasses();

  /** Types of GPU that a request may name, and the nodes that have them; none by default. */
  Map<String, GpuType> gpuTypes();

  /** How pods come to the nodes that have a type of GPU. */
  interface GpuType {

    /** Labels of such a node, such as {@code nvidia.com/gpu.product}. */
    Map<String, String> nodeSelector();

    /** Taints of such a node that keep others away; none by default. */
    List<NodeToleration> tolerations();
  }

  /** As in a pod's specification. */
  interface NodeToleration {

    /** Of the taint; any by default. */
    Optional<String> key();

    /** {@code Equal}, where a value is given, or {@code Exists}. */
    @WithDefault("Equal")
    String operator();

    /** Of the taint. */
    Optional<String> value();

    /** {@code NoSchedule}, {@code PreferNoSchedule} or {@code NoExecute}; all by default. */
    Optional<String> effect();
  }
}
