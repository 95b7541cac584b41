package io.emend.jobs.kubernetes;

import static io.emend.jobs.kubernetes.ClusterFixture.SPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.Soak;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.jobs.JobExit;
import io.emend.jobs.JobReason;
import io.emend.jobs.LoggedLines;
import io.emend.jobs.RunObservation;
import io.emend.operation.OperationState;
import io.emend.operation.job.Job;
import io.emend.operation.job.JobsFixture;
import io.emend.operation.job.Supervisor;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Jobs on an API server that refuses, is busy, forgets, or is away. */
@Timeout(600)
@EnableKubernetesMockClient(crud = true)
class KubernetesTroubleIT {
  private static final String AWAY = "the API server cannot be reached";

  @TempDir Path folder;
  KubernetesMockServer server;
  KubernetesClient client;
  private ClusterFixture jobs;
  private Cluster cluster;
  private Wire wire;

  @BeforeEach
  void start() {
    wire = new Wire(URI.create(client.getMasterUrl().toString()));
    jobs = new ClusterFixture(server, client, folder).by("https://localhost:" + wire.port());
    cluster = jobs.cluster;
  }

  @AfterEach
  void end() {
    wire.close();
  }

  @Test
  void aRefusalEndsTheJobWithTheReason() throws Exception {
    cluster.answers(403, "jobs.batch is forbidden: User admin cannot create resource jobs");
    Supervisor supervisor = jobs.supervisor();
    supervisor.submit(SPEC);
    jobs.awaitState(supervisor, OperationState.FAILED);
    assertThat(jobs.status().exit())
        .extracting(JobExit::reason, JobExit::message)
        .containsExactly(
            JobReason.LAUNCH_FAILED,
            "the API server rejected the Job in namespace emend:"
                + " jobs.batch is forbidden: User admin cannot create resource jobs");
  }

  @Test
  void aJobThatIsOneTooManyForAQuotaWaitsForRoom() throws Exception {
    String told =
        "jobs.batch \"x\" is forbidden: exceeded quota: team, requested: count/jobs.batch=1,"
            + " used: count/jobs.batch=3, limited: count/jobs.batch=3";
    cluster.answers(403, told);
    Supervisor supervisor = jobs.supervisor();
    supervisor.submit(SPEC);
    jobs.awaitWaiting(
        supervisor,
        "resource quota exceeded: "
            + told
            + "; finished Jobs count until they are deleted, after 604800 s");
    jobs.awaitJob(supervisor, 1);
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  @Test
  void anAdminThatMayNotLookSaysSoAndGoesOnOnceItMay() throws Exception {
    cluster.forbidsToList();
    Supervisor supervisor = jobs.supervisor();
    supervisor.submit(SPEC);
    jobs.awaitWaiting(
        supervisor, "status unknown: jobs.batch is forbidden: User admin cannot list");
    jobs.awaitJob(supervisor, 1);
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  @Test
  void aServerThatIsBusyIsAskedAgain() throws Exception {
    cluster.answers(503, "the server is starting");
    Supervisor supervisor = jobs.supervisor();
    supervisor.submit(SPEC);
    jobs.awaitWaiting(supervisor, "cannot create the Job: the server is starting");
    jobs.awaitJob(supervisor, 1);
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  @Test
  void aDeletionThatMeetsAnotherChangeIsAskedForAgain() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.answersDeletion(1, 409, "the object has been modified");
    Job asked = supervisor.cancel(SPEC.id());
    assertThat(asked.status().cancelRequestedAt()).isNotNull();
    assertThat(asked.status().waiting()).endsWith("the object has been modified");
    jobs.awaitState(supervisor, OperationState.CANCELLED);
    assertThat(cluster.job(SPEC.id() + "-1")).isNull();
  }

  @Test
  void aJobThatIsThereBeforeItsWatchTellsItIsNotMadeAgain() {
    jobs.launcher().launch(SPEC, 1);
    jobs.launcher().launch(SPEC, 1);
    assertThat(jobs.launcher().observe(SPEC.id(), 1)).isEqualTo(new RunObservation.Alive(null));
  }

  @Test
  void aWatchThatExpiredIsTakenUpAgain() throws Exception {
    jobs.launcher().launch(SPEC, 1);
    cluster.ends(1, "Complete");
    cluster.forgets("2");
    Supervisor supervisor = jobs.supervisor();
    supervisor.submit(SPEC);
    new JobsFixture(folder).assumeStarted(SPEC);
    jobs.awaitState(supervisor, OperationState.SUCCEEDED);
    assertThat(cluster.watchesOfJobs()).isGreaterThan(1);
  }

  @Test
  void aJobWaitsForAServerThatIsAwayAtTheStart() throws Exception {
    wire.cut();
    Supervisor supervisor = jobs.supervisor();
    supervisor.submit(SPEC);
    jobs.awaitWaiting(supervisor, "status unknown: " + AWAY);
    wire.mend();
    jobs.awaitJob(supervisor, 1);
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  /** For two seconds, in a soak run for a minute. */
  @Test
  void whatHappensWhileTheServerIsAwayIsSeenAfterwards() throws Exception {
    Supervisor supervisor = jobs.launched();
    wire.cut();
    cluster.ends(1, "Complete");
    Instant back = Instant.now().plusMillis(Soak.length(60_000, 2_000));
    while (Instant.now().isBefore(back)) {
      JobsFixture.look(supervisor);
      assertThat(jobs.status().state()).isEqualTo(OperationState.RUNNING);
      Thread.sleep(50);
    }
    assertThat(jobs.status().waiting()).isEqualTo("status unknown: " + AWAY);
    wire.mend();
    jobs.awaitState(supervisor, OperationState.SUCCEEDED);
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  @Test
  void aJobIsCancelledOnceTheServerIsBack() throws Exception {
    Supervisor supervisor = jobs.launched();
    wire.cut();
    assertThat(supervisor.cancel(SPEC.id()).status().waiting())
        .isEqualTo("cannot delete the Job: " + AWAY);
    wire.mend();
    ClusterFixture.await(
        () -> {
          JobsFixture.look(supervisor);
          return cluster.job(SPEC.id() + "-1") == null;
        });
    // Unlike a real one, this server's watches do not tell what went before they began.
    Supervisor next = jobs.supervisor();
    next.submit(SPEC);
    jobs.awaitState(next, OperationState.CANCELLED);
  }

  @Test
  void aLogThatTheClusterCannotGiveIsAnErrorWithACode() {
    wire.cut();
    assertThatThrownBy(
            () ->
                jobs.launcher()
                    .logs(SPEC.id(), () -> true)
                    .collect()
                    .asList()
                    .await()
                    .indefinitely())
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER_FAILED));
  }

  @Test
  void anOutageIsOneLineOfTheLogAndItsEndAnother() throws Exception {
    try (LoggedLines log = LoggedLines.of("io.emend")) {
      Supervisor supervisor = jobs.launched();
      wire.cut();
      jobs.awaitWaiting(supervisor, "status unknown: " + AWAY);
      for (int i = 0; i < 50; i++) {
        JobsFixture.look(supervisor);
      }
      wire.mend();
      jobs.awaitStatus(supervisor, status -> status.waiting() == null);
      assertThat(log.lines())
          .filteredOn(line -> line.contains("cannot be observed"))
          .satisfiesExactly(
              line -> assertThat(line).endsWith("and cannot be observed: " + AWAY),
              line -> assertThat(line).contains("no longer, after"));
      assertThat(log.lines()).noneMatch(line -> line.contains("waits: status unknown"));
    }
  }

  @Test
  void theEventsOfAJobWithoutAPodAreNotAskedForAtEachLook() throws Exception {
    Supervisor supervisor = jobs.launched();
    for (int i = 0; i < 20; i++) {
      JobsFixture.look(supervisor);
    }
    assertThat(cluster.listsOfEvents()).isEqualTo(1);
  }
}
