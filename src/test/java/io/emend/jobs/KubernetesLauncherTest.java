package io.emend.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.storage.FileObjectStore;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on an API server that keeps what it is given and runs nothing. */
@Timeout(60)
@EnableKubernetesMockClient(crud = true)
class KubernetesLauncherTest {
  private static final JobSpec SPEC = JobsFixture.spec("key", "train");
  private static final JobStatus STARTED = JobStatus.queued().running(Instant.EPOCH);

  @TempDir Path folder;
  KubernetesMockServer server;
  KubernetesClient client;
  private JobRecords records;
  private Cluster cluster;

  private record Settings(Map<String, String> limits) implements KubernetesConfig {
    @Override
    public Optional<String> namespace() {
      return Optional.of(Cluster.NAMESPACE);
    }

    @Override
    public Path template() {
      return JobManifestTest.TEMPLATE;
    }
  }

  @BeforeEach
  void start() {
    // As application.properties has it: who asks again is the supervisor.
    client =
        new KubernetesClientBuilder()
            .withConfig(
                new ConfigBuilder(client.getConfiguration())
                    .withRequestRetryBackoffLimit(0)
                    .build())
            .build();
    cluster = new Cluster(server, client, SPEC.id());
    records = new JobRecords(new FileObjectStore(folder));
  }

  /** Of an admin function that is new. */
  private KubernetesLauncher launcher() {
    return new KubernetesLauncher(client, new Settings(Map.of("nvidia.com/gpu", "8")));
  }

  private Supervisor supervisor() {
    JobsFixture jobs = new JobsFixture(folder).attempts(2);
    return new Supervisor(records, launcher(), jobs.config(), true, Set.of("admin"));
  }

  @Test
  void theLinesOfAllPodsAreToldInOrder() {
    cluster.podEnded("pod-1", "one\ntwo\n");
    cluster.podEnded("pod-2", "three\n");
    List<String> lines =
        launcher().logs(SPEC.id(), () -> true).collect().asList().await().indefinitely();
    assertThat(lines).containsExactly("one", "two", "three");
  }

  private static void await(BooleanSupplier wanted) throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofSeconds(20));
    while (!wanted.getAsBoolean()) {
      assertThat(Instant.now()).isBefore(end);
      Thread.sleep(10);
    }
  }

  private void awaitState(Supervisor supervisor, JobState state) throws InterruptedException {
    await(
        () -> {
          supervisor.reconcile();
          return records.get(SPEC.id()).status().state() == state;
        });
  }

  @Test
  void aJobThatIsSubmittedIsInTheCluster() {
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    supervisor.reconcile();
    supervisor.reconcile();
    assertThat(cluster.job(SPEC.id() + "-1")).isNotNull();
  }

  @Test
  void aJobThatCompletesHasSucceeded() throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    await(() -> launched(supervisor, 1));
    cluster.ends(1, "Complete");
    awaitState(supervisor, JobState.SUCCEEDED);
  }

  @Test
  void aPreemptedRunGoesOnInANewJob() throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    await(() -> launched(supervisor, 1));
    cluster.pod(1, "DisruptionTarget", "True", "PreemptionByScheduler", "for another");
    cluster.ends(1, "Failed");
    await(() -> launched(supervisor, 2));
    cluster.ends(2, "Complete");
    awaitState(supervisor, JobState.SUCCEEDED);
  }

  private boolean launched(Supervisor supervisor, int attempt) {
    supervisor.reconcile();
    return cluster.job(SPEC.id() + "-" + attempt) != null;
  }

  @Test
  void twoAdminsLaunchItOnce() {
    KubernetesLauncher one = launcher();
    KubernetesLauncher other = launcher();
    one.launch(SPEC, 1);
    other.launch(SPEC, 1);
    assertThat(client.batch().v1().jobs().inNamespace(Cluster.NAMESPACE).list().getItems())
        .hasSize(1);
  }

  @Test
  void aRestartedAdminFindsTheRun() throws Exception {
    launcher().launch(SPEC, 1);
    assertThat(launcher().find(SPEC.id(), 1)).isEqualTo(new RunSight.Alive(null));
  }

  @Test
  void whatWasNeverLaunchedIsAbsent() {
    assertThat(launcher().find(SPEC.id(), 1)).isEqualTo(new RunSight.Absent());
  }

  @Test
  void aCancelledJobLeavesTheCluster() throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    await(() -> launched(supervisor, 1));
    supervisor.cancel(SPEC.id());
    awaitState(supervisor, JobState.CANCELLED);
    assertThat(cluster.job(SPEC.id() + "-1")).isNull();
  }

  @Test
  void moreThanTheOperatorAllowsIsRefused() {
    JobSpec greedy =
        new JobSpec(
            SPEC.id(), "x", List.of("train"), null, Map.of("nvidia.com/gpu", "9"), Instant.EPOCH);
    assertThatThrownBy(() -> supervisor().submit(greedy))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("resources.nvidia.com/gpu must be at most 8");
  }

  @Test
  void aRefusalEndsTheJobWithTheReason() throws Exception {
    cluster.answers(403, "jobs.batch is forbidden: User admin cannot create resource jobs");
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    awaitState(supervisor, JobState.FAILED);
    assertThat(records.get(SPEC.id()).status().exit())
        .extracting(JobExit::reason, JobExit::message)
        .containsExactly(
            JobReason.LAUNCH_FAILED,
            "the cluster refuses the Job in namespace emend:"
                + " jobs.batch is forbidden: User admin cannot create resource jobs");
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() throws Exception {
    cluster.answers(503, "the server is starting");
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    await(() -> launched(supervisor, 1));
    assertThat(records.get(SPEC.id()).status().attempts()).isEqualTo(1);
  }

  @Test
  void anApiServerThatIsAwayChangesNothing() throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    await(() -> launched(supervisor, 1));
    server.shutdown();
    supervisor.reconcile();
    assertThat(records.get(SPEC.id()).status().state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void whatARunWaitsForIsTold() throws Exception {
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    await(() -> launched(supervisor, 1));
    cluster.pod(1, "PodScheduled", "False", "Unschedulable", "3 Insufficient nvidia.com/gpu.");
    await(
        () -> {
          supervisor.reconcile();
          return "no node can take it: 3 Insufficient nvidia.com/gpu."
              .equals(records.get(SPEC.id()).status().waiting());
        });
  }

  @Test
  void aWatchThatExpiredIsTakenUpAgain() throws Exception {
    launcher().launch(SPEC, 1);
    cluster.ends(1, "Complete");
    cluster.forgets("2");
    Supervisor supervisor = supervisor();
    supervisor.submit(SPEC);
    records.replace(SPEC.id(), records.get(SPEC.id()).status(), STARTED);
    awaitState(supervisor, JobState.SUCCEEDED);
    assertThat(cluster.watchesOfJobs()).isGreaterThan(1);
  }
}
