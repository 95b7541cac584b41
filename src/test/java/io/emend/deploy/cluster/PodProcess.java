package io.emend.deploy.cluster;

import io.emend.command.app.PackagedApp;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.SecretKeySelector;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/** The first container of a pod as a process of this machine: the packaged app in its place. */
public final class PodProcess {
  private final Process process;
  private final Path log;
  private boolean preempted;

  private PodProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * @param node what the node adds to the environment
   * @param folder for the pod alone
   */
  static PodProcess start(Pod pod, KubernetesClient client, Map<String, String> node, Path folder)
      throws IOException {
    Mounts mounts = Mounts.of(pod, client, folder);
    Container container = pod.getSpec().getContainers().get(0);
    Path log = folder.resolve("log");
    ProcessBuilder builder =
        PackagedApp.with(container.getArgs().toArray(String[]::new))
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
    builder.environment().putAll(environment(pod, container, client, mounts));
    builder.environment().putAll(node);
    // Pods here share one network, and so cannot all have the port of their settings.
    builder
        .environment()
        .put(
            "JAVA_TOOL_OPTIONS",
            "-Dquarkus.http.port=0 -Djava.io.tmpdir=" + mounts.folders().get("/tmp"));
    return new PodProcess(builder.start(), log);
  }

  private static Map<String, String> environment(
      Pod pod, Container container, KubernetesClient client, Mounts mounts) {
    Map<String, String> environment = new HashMap<>();
    for (EnvVar variable : container.getEnv()) {
      String value =
          variable.getValueFrom() == null
              ? variable.getValue()
              : secret(pod, variable.getValueFrom().getSecretKeyRef(), client);
      environment.put(variable.getName(), mounts.here(value == null ? "" : value));
    }
    return environment;
  }

  private static String secret(Pod pod, SecretKeySelector wanted, KubernetesClient client) {
    String encoded =
        client
            .secrets()
            .inNamespace(pod.getMetadata().getNamespace())
            .withName(wanted.getName())
            .require()
            .getData()
            .get(wanted.getKey());
    return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGTERM. */
  void ask() {
    process.destroy();
  }

  /** SIGKILL. */
  public void kill() {
    process.destroyForcibly();
  }

  /** Makes room for another pod. */
  public void preempt() {
    preempted = true;
    ask();
  }

  boolean isPreempted() {
    return preempted;
  }
}
