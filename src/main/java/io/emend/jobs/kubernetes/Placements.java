package io.emend.jobs.kubernetes;

import static io.emend.error.EmendException.require;

import io.emend.jobs.KubernetesConfig;
import io.emend.jobs.Placement;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.PodSpecBuilder;
import io.fabric8.kubernetes.api.model.Toleration;
import io.fabric8.kubernetes.api.model.TolerationBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Where jobs may be requested to run, and what a request makes of a Job. Pure. */
record Placements(
    List<String> queues, List<String> priorityClasses, Map<String, NodesWithGpu> gpuTypes) {
  /** By which Kueue finds its Jobs; it suspends them until they are admitted. */
  static final String QUEUE = "kueue.x-k8s.io/queue-name";

  private static final String LABEL_VALUE = "[A-Za-z0-9]([A-Za-z0-9._-]{0,61}[A-Za-z0-9])?";

  /** Where a type of GPU is. */
  record NodesWithGpu(Map<String, String> selector, List<Toleration> tolerations) {
    static NodesWithGpu of(KubernetesConfig.GpuType type) {
      List<Toleration> all = type.tolerations().stream().map(NodesWithGpu::of).toList();
      return new NodesWithGpu(Map.copyOf(type.nodeSelector()), all);
    }

    private static Toleration of(KubernetesConfig.NodeToleration one) {
      return new TolerationBuilder()
          .withKey(one.key().orElse(null))
          .withOperator(one.operator())
          .withValue(one.value().orElse(null))
          .withEffect(one.effect().orElse(null))
          .build();
    }
  }

  Placements {
    for (String queue : queues) {
      // It becomes a label of the Job, which the API server would refuse at each launch.
      require(
          queue.matches(LABEL_VALUE),
          "emend.jobs.kubernetes.queues",
          "must be names of at most 63 letters, digits, '-', '_' and '.'",
          queue);
    }
  }

  /**
   * @throws io.emend.error.EmendException {@code invalid_value} if the configuration is none
   */
  static Placements of(KubernetesConfig config) {
    Map<String, NodesWithGpu> types = new TreeMap<>();
    config.gpuTypes().forEach((name, type) -> types.put(name, NodesWithGpu.of(type)));
    return new Placements(
        config.queues().orElse(List.of()), config.priorityClasses().orElse(List.of()), types);
  }

  /**
   * @throws io.emend.error.EmendException {@code invalid_value}, naming the field
   */
  void check(Placement requested) {
    check("placement.queue", queues, requested.queue());
    check("placement.priorityClass", priorityClasses, requested.priorityClass());
    check("placement.gpuType", gpuTypes.keySet(), requested.gpuType());
  }

  private static void check(String field, Collection<String> allowed, String requested) {
    boolean known = requested == null || allowed.contains(requested);
    require(known, field, "must be one of " + new TreeSet<>(allowed), requested);
  }

  /**
   * The Job where it was requested; what was not requested stays as it is.
   *
   * @param requested as {@link #check} lets it pass
   */
  Job place(Job job, Placement requested) {
    ObjectMetaBuilder metadata = new ObjectMetaBuilder(job.getMetadata());
    if (requested.queue() != null) {
      metadata.addToLabels(QUEUE, requested.queue());
    }
    PodSpecBuilder pod = new PodSpecBuilder(job.getSpec().getTemplate().getSpec());
    if (requested.priorityClass() != null) {
      // The number is the class's; the API server refuses a pod that brings another.
      pod.withPriorityClassName(requested.priorityClass()).withPriority(null);
    }
    if (requested.gpuType() != null) {
      NodesWithGpu nodes = gpuTypes.get(requested.gpuType());
      pod.addToNodeSelector(nodes.selector()).addAllToTolerations(nodes.tolerations());
    }
    return new JobBuilder(job)
        .withMetadata(metadata.build())
        .editSpec()
        .editTemplate()
        .withSpec(pod.build())
        .endTemplate()
        .endSpec()
        .build();
  }
}
