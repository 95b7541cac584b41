package io.emend.deploy.cluster;

import io.fabric8.kubernetes.api.model.ContainerStatusBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.NonDeletingOperation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Stands in for the scheduler and the one node there is: runs each pod as a process, tells how it
 * is, and ends it when it is deleted.
 */
public final class Kubelet {
  private static final String NODE = "here";

  private final ApiServer api;
  private final KubernetesClient client;
  private final String namespace;
  private final Path folder;
  private final Map<String, PodProcess> processes = new ConcurrentHashMap<>();
  private volatile boolean full;

  public Kubelet(ApiServer api, String namespace, Path folder) {
    this.api = api;
    this.client = api.client();
    this.namespace = namespace;
    this.folder = folder;
    if (!api.isMock()) {
      Node node = new NodeBuilder().withNewMetadata().withName(NODE).endMetadata().build();
      client.resource(node).createOr(NonDeletingOperation::update);
    }
  }

  /** Whether there is no room for another pod. */
  public void full(boolean now) {
    full = now;
  }

  /** Null for a pod that has none yet. */
  public PodProcess process(String pod) {
    return processes.get(pod);
  }

  /** One look at everything. */
  public void look() {
    List<Pod> pods = client.pods().inNamespace(namespace).list().getItems();
    pods.forEach(this::look);
    Set<String> there =
        pods.stream().map(pod -> pod.getMetadata().getName()).collect(Collectors.toSet());
    processes.entrySet().removeIf(each -> !there.contains(each.getKey()) && ended(each.getValue()));
  }

  private static boolean ended(PodProcess process) {
    process.ask();
    return !process.isAlive();
  }

  private void look(Pod pod) {
    String name = pod.getMetadata().getName();
    PodProcess process = processes.get(name);
    boolean leaving = pod.getMetadata().getDeletionTimestamp() != null;
    if (leaving && (process == null || ended(process))) {
      client.resource(pod).withGracePeriod(0).delete();
    } else if (process != null) {
      watch(pod, process);
    } else if (isIn(pod, "Pending")) {
      begin(pod);
    }
  }

  private void begin(Pod pod) {
    String name = pod.getMetadata().getName();
    if (full) {
      status(name, unschedulable());
      return;
    }
    if (!api.isMock()) {
      bind(pod);
    }
    try {
      Path own = Files.createDirectories(folder.resolve(name));
      processes.put(name, PodProcess.start(pod, client, node(pod), own));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isIn(Pod pod, String phase) {
    return phase.equals(pod.getStatus().getPhase());
  }

  private void bind(Pod pod) {
    pod.getSpec().setNodeName(NODE);
    String path = "/api/v1/namespaces/%s/pods/%s/binding".formatted(namespace, name(pod));
    String binding =
        """
        {"apiVersion": "v1", "kind": "Binding", "metadata": {"name": "%s"},
         "target": {"apiVersion": "v1", "kind": "Node", "name": "%s"}}
        """;
    client.raw(path, "POST", binding.formatted(name(pod), NODE));
  }

  private static String name(Pod pod) {
    return pod.getMetadata().getName();
  }

  private Map<String, String> node(Pod pod) {
    Map<String, String> node = new HashMap<>();
    node.put("OMP_NUM_THREADS", "1");
    if (Boolean.TRUE.equals(pod.getSpec().getAutomountServiceAccountToken())) {
      node.putAll(api.access(namespace, pod.getSpec().getServiceAccountName()));
    }
    return node;
  }

  private void watch(Pod pod, PodProcess process) {
    if (isIn(pod, "Pending")) {
      status(name(pod), new PodStatusBuilder().withPhase("Running").build());
    } else if (isIn(pod, "Running") && !process.isAlive()) {
      api.printed(namespace, name(pod), "emend", process.log());
      status(name(pod), terminated(process));
    }
  }

  private static PodStatus unschedulable() {
    return new PodStatusBuilder()
        .withPhase("Pending")
        .addNewCondition()
        .withType("PodScheduled")
        .withStatus("False")
        .withReason("Unschedulable")
        .withMessage("0/1 nodes are available: 1 Insufficient nvidia.com/gpu.")
        .endCondition()
        .build();
  }

  private static PodStatus terminated(PodProcess process) {
    int code = process.exitCode();
    PodStatusBuilder status =
        new PodStatusBuilder()
            .withPhase(code == 0 ? "Succeeded" : "Failed")
            .withContainerStatuses(
                new ContainerStatusBuilder()
                    .withName("emend")
                    .withImage("emend")
                    .withImageID("")
                    .withReady(false)
                    .withRestartCount(0)
                    .withNewState()
                    .withNewTerminated()
                    .withExitCode(code)
                    .endTerminated()
                    .endState()
                    .build());
    if (process.isPreempted()) {
      status
          .addNewCondition()
          .withType("DisruptionTarget")
          .withStatus("True")
          .withReason("PreemptionByScheduler")
          .withMessage("preempted to make room for another pod")
          .endCondition();
    }
    return status.build();
  }

  private void status(String pod, PodStatus next) {
    client
        .pods()
        .inNamespace(namespace)
        .withName(pod)
        .editStatus(
            now -> {
              now.setStatus(next);
              return now;
            });
  }

  public void killAll() {
    processes.values().forEach(PodProcess::kill);
  }
}
