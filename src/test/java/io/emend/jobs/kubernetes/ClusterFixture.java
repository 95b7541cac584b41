package io.emend.jobs.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.jobs.JobSpec;
import io.emend.jobs.KubernetesConfig;
import io.emend.operation.OperationState;
import io.emend.operation.job.JobStatus;
import io.emend.operation.job.JobsFixture;
import io.emend.operation.job.Supervisor;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/** One job on an API server that keeps what it is given and runs nothing, and its admins. */
final class ClusterFixture {
  static final JobSpec SPEC = JobsFixture.spec("key", "train");
  static final int ATTEMPTS = 2;

  final Cluster cluster;
  private final Path folder;
  private final KubernetesClient client;

  private record Settings(Map<String, String> limits) implements KubernetesConfig {
    @Override
    public Optional<String> namespace() {
      return Optional.of(Cluster.NAMESPACE);
    }

    @Override
    public Path template() {
      return JobManifestTest.TEMPLATE;
    }

    @Override
    public Map<String, Path> templates() {
      return Map.of("evaluate", JobManifestTest.BESIDE_VLLM);
    }

    @Override
    public Optional<List<String>> queues() {
      return Optional.of(List.of("team-a"));
    }

    @Override
    public Optional<List<String>> priorityClasses() {
      return Optional.empty();
    }

    @Override
    public Map<String, GpuType> gpuTypes() {
      return Map.of();
    }
  }

  /**
   * @param folder of the store
   */
  ClusterFixture(KubernetesMockServer server, KubernetesClient given, Path folder) {
    this.folder = folder;
    this.client = patient(given, given.getMasterUrl().toString());
    this.cluster = new Cluster(server, given, SPEC.id());
  }

  private ClusterFixture(ClusterFixture other, KubernetesClient client) {
    this.folder = other.folder;
    this.client = client;
    this.cluster = other.cluster;
  }

  /** The same, with admins that reach the API server by another address. */
  ClusterFixture by(String address) {
    return new ClusterFixture(this, patient(client, address));
  }

  /** As application.properties has it: who asks again is the supervisor. */
  private static KubernetesClient patient(KubernetesClient client, String address) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(client.getConfiguration())
                .withMasterUrl(address)
                .withRequestRetryBackoffLimit(0)
                .build())
        .build();
  }

  /** Of an admin function that is new. */
  KubernetesLauncher launcher() {
    return new KubernetesLauncher(client, new Settings(Map.of("nvidia.com/gpu", "8")));
  }

  /** An admin function that is new, and looks at nothing until it is told to. */
  Supervisor supervisor() {
    return new JobsFixture(folder).attempts(ATTEMPTS).idle(launcher());
  }

  /** One that has made the job's first Job. */
  Supervisor launched() throws InterruptedException {
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    awaitJob(supervisor, 1);
    return supervisor;
  }

  JobStatus status() {
    return new JobsFixture(folder).job(SPEC.id()).status();
  }

  static void await(BooleanSupplier wanted) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(2));
    while (!wanted.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(10);
    }
  }

  void awaitStatus(Supervisor supervisor, Predicate<JobStatus> wanted) throws InterruptedException {
    await(
        () -> {
          JobsFixture.look(supervisor);
          return wanted.test(status());
        });
  }

  void awaitState(Supervisor supervisor, OperationState state) throws InterruptedException {
    awaitStatus(supervisor, status -> status.state() == state);
  }

  void awaitWaiting(Supervisor supervisor, String told) throws InterruptedException {
    awaitStatus(supervisor, status -> told.equals(status.waiting()));
  }

  void awaitJob(Supervisor supervisor, int attempt) throws InterruptedException {
    await(
        () -> {
          JobsFixture.look(supervisor);
          return cluster.job(SPEC.id() + "-" + attempt) != null;
        });
  }
}
