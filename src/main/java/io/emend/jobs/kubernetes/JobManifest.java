package io.emend.jobs.kubernetes;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobSpec;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The Job of a run as it is to be: the operator's template with the run's name, labels, arguments
 * and resources. Pure.
 *
 * @param template its first container is the run; it may come from a cluster, with what an API
 *     server had written into it
 */
record JobManifest(Job template) {
  static final String ID = "emend.io/job";
  static final String ATTEMPT = "emend.io/attempt";
  private static final String NAME = "emend.io/name";

  /** What a Job controller writes into each Job, and the API server refuses in a new one. */
  private static final Set<String> SERVER_LABELS =
      Set.of(
          "controller-uid",
          "job-name",
          "batch.kubernetes.io/controller-uid",
          "batch.kubernetes.io/job-name");

  /** Tells {@code kubectl logs} as well which container is meant. */
  private static final String CONTAINER = "kubectl.kubernetes.io/default-container";

  /**
   * @throws EmendException {@code internal} if it is not there or no Job
   */
  static JobManifest read(Path file) {
    try {
      Job job = Serialization.unmarshal(Files.readString(file), Job.class);
      if (containers(job).isEmpty()) {
        throw new EmendException(ErrorCode.INTERNAL, file + " has no container");
      }
      return new JobManifest(stripServerFields(job));
    } catch (IOException | IllegalArgumentException e) {
      throw new EmendException(
          ErrorCode.INTERNAL, file + " is not a Job in YAML: " + e.getMessage(), e);
    }
  }

  /** Without what makes it one certain Job: identity, state, and the link to its pods. */
  private static Job stripServerFields(Job job) {
    return new JobBuilder(job)
        .withMetadata(stripServerFields(job.getMetadata()))
        .withStatus(null)
        .editSpec()
        .withSelector(null)
        .withManualSelector(null)
        .editTemplate()
        .withMetadata(stripServerFields(job.getSpec().getTemplate().getMetadata()))
        .endTemplate()
        .endSpec()
        .build();
  }

  private static ObjectMeta stripServerFields(ObjectMeta metadata) {
    ObjectMetaBuilder kept = new ObjectMetaBuilder();
    if (metadata != null) {
      Map<String, String> labels = new LinkedHashMap<>(metadata.getLabels());
      labels.keySet().removeAll(SERVER_LABELS);
      kept.withLabels(labels).withAnnotations(metadata.getAnnotations());
    }
    return kept.build();
  }

  private static List<Container> containers(Job job) {
    PodTemplateSpec pod = job.getSpec() == null ? null : job.getSpec().getTemplate();
    return pod == null || pod.getSpec() == null ? List.of() : pod.getSpec().getContainers();
  }

  /** Of an attempt; the same for all who launch it. At most 30 characters: pods add their own. */
  static String name(String id, int attempt) {
    return id + "-" + attempt;
  }

  /** The container of a pod that is the run; others may stand beside it. */
  static String container(Pod pod) {
    return pod.getMetadata().getAnnotations().get(CONTAINER);
  }

  Job of(JobSpec spec, int attempt) {
    Map<String, String> labels = Map.of(ID, spec.id(), ATTEMPT, Integer.toString(attempt));
    return new JobBuilder(template)
        .editOrNewMetadata()
        .withName(name(spec.id(), attempt))
        .addToLabels(labels)
        .addToAnnotations(NAME, spec.name())
        .endMetadata()
        .editSpec()
        .editTemplate()
        .editOrNewMetadata()
        .addToLabels(labels)
        .addToAnnotations(CONTAINER, containers(template).get(0).getName())
        .endMetadata()
        .editSpec()
        .withContainers(containers(spec))
        .endSpec()
        .endTemplate()
        .endSpec()
        .build();
  }

  private List<Container> containers(JobSpec spec) {
    List<Container> all = new ArrayList<>(containers(template));
    all.set(0, run(all.get(0), spec));
    return all;
  }

  private static Container run(Container container, JobSpec spec) {
    Map<String, Quantity> requested =
        spec.resources().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, one -> Quantity.parse(one.getValue())));
    return new ContainerBuilder(container)
        .withArgs(spec.arguments())
        .editOrNewResources()
        .addToLimits(requested)
        .addToRequests(requested)
        .endResources()
        .build();
  }
}
