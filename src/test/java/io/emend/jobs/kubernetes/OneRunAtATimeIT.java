package io.emend.jobs.kubernetes;

import static io.emend.jobs.kubernetes.ClusterFixture.SPEC;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.jobs.JobReason;
import io.emend.operation.OperationState;
import io.emend.operation.job.JobsFixture;
import io.emend.operation.job.Supervisor;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Whatever becomes of a Job: two runs never write one job's checkpoints at once. */
@Timeout(60)
@EnableKubernetesMockClient(crud = true)
class OneRunAtATimeIT {
  @TempDir Path folder;
  KubernetesMockServer server;
  KubernetesClient client;
  private ClusterFixture jobs;
  private Cluster cluster;

  @BeforeEach
  void start() {
    jobs = new ClusterFixture(server, client, folder);
    cluster = jobs.cluster;
  }

  private static PodStatus phase(String phase) {
    return new PodStatusBuilder().withPhase(phase).build();
  }

  private void isGone(String pod) {
    client.pods().inNamespace(Cluster.NAMESPACE).withName(pod).delete();
  }

  /** As {@code kubectl delete job}, whose pod has its grace period to write a checkpoint. */
  @Test
  void aJobThatIsDeletedBeginsAgainWhenItsPodHasEnded() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod("pod-1", 1, phase("Running"));
    cluster.deletes(1);
    jobs.awaitWaiting(supervisor, "the Job was deleted, pod pod-1 is still running");
    JobsFixture.look(supervisor);
    assertThat(cluster.job(SPEC.id() + "-2")).isNull();
    assertThat(jobs.status().attempts()).isEqualTo(1);
    isGone("pod-1");
    jobs.awaitJob(supervisor, 2);
  }

  /** As {@code kubectl delete job --cascade=orphan}. */
  @Test
  void aPodThatWasLeftToGoOnEndsItsJob() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod("pod-1", 1, phase("Running"));
    cluster.deletes(1);
    jobs.awaitWaiting(supervisor, "the Job was deleted, pod pod-1 is still running");
    cluster.pod("pod-1", 1, phase("Succeeded"));
    jobs.awaitState(supervisor, OperationState.SUCCEEDED);
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  @Test
  void aNewJobIsMadeWhenThePodsOfTheOneBeforeHaveEnded() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod("pod-1", 1, phase("Running"));
    cluster.ends(1, "Failed");
    jobs.awaitWaiting(supervisor, "waiting for pod pod-1 of the previous run to terminate");
    assertThat(cluster.job(SPEC.id() + "-2")).isNull();
    cluster.pod("pod-1", 1, phase("Failed"));
    jobs.awaitJob(supervisor, 2);
  }

  @Test
  void aCancelledJobThatIsStartedAgainWaitsForThePodOfItsLastRun() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod("pod-1", 1, phase("Running"));
    supervisor.cancel(SPEC.id());
    jobs.awaitState(supervisor, OperationState.CANCELLED);
    assertThat(jobs.status().exit().message())
        .isEqualTo("cancelled: the Job was deleted, pod pod-1 is still running");
    supervisor.restart(SPEC.id());
    jobs.awaitStatus(supervisor, status -> status.waiting() != null);
    assertThat(cluster.job(SPEC.id() + "-2")).isNull();
    isGone("pod-1");
    jobs.awaitJob(supervisor, 2);
  }

  @Test
  void aRunThatWritesTooMuchIsTriedAsOftenAsItsJobSaysAndNotAgain() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod("pod-1", 1, evicted());
    cluster.ends(1, "Failed");
    jobs.awaitState(supervisor, OperationState.FAILED);
    assertThat(jobs.status().exit().reason()).isEqualTo(JobReason.OUT_OF_DISK);
    assertThat(cluster.job(SPEC.id() + "-2")).isNull();
  }

  private static PodStatus evicted() {
    return new PodStatusBuilder(phase("Failed"))
        .withReason("Evicted")
        .withMessage("Pod ephemeral local storage usage exceeds the total limit of containers 1Gi.")
        .build();
  }
}
