package io.emend.jobs.kubernetes;

import static io.emend.jobs.kubernetes.ClusterFixture.SPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.jobs.JobReason;
import io.emend.jobs.JobSpec;
import io.emend.jobs.Placement;
import io.emend.jobs.RunObservation;
import io.emend.operation.OperationState;
import io.emend.operation.job.JobsFixture;
import io.emend.operation.job.Supervisor;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The life of Jobs in a cluster that does what clusters do. */
@Timeout(600)
@EnableKubernetesMockClient(crud = true)
class KubernetesLauncherIT {
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

  private static JobSpec wishing(Map<String, String> resources, Placement placement) {
    return new JobSpec(SPEC.id(), "x", List.of("train"), null, resources, placement, Instant.EPOCH);
  }

  @Test
  void theLinesOfAllPodsAreToldInOrder() {
    cluster.podEnded("pod-1", "one\ntwo\n");
    cluster.podEnded("pod-2", "three\n");
    List<String> lines =
        jobs.launcher().logs(SPEC.id(), () -> true).collect().asList().await().indefinitely();
    assertThat(lines).containsExactly("one", "two", "three");
  }

  @Test
  void aJobThatIsSubmittedIsInTheCluster() throws Exception {
    jobs.launched();
    assertThat(cluster.job(SPEC.id() + "-1")).isNotNull();
  }

  @Test
  void aCommandMayHaveATemplateOfItsOwn() {
    JobSpec evaluation = JobsFixture.spec("evaluation", "evaluate", "--evaluation", "x");
    jobs.launcher().launch(evaluation, 1);
    PodSpec pod = cluster.job(evaluation.id() + "-1").getSpec().getTemplate().getSpec();
    assertThat(pod.getInitContainers()).extracting(Container::getName).containsExactly("vllm");
    assertThat(pod.getContainers().get(0).getArgs())
        .containsExactly("evaluate", "--evaluation", "x");
  }

  @Test
  void aJobThatCompletesHasSucceeded() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.ends(1, "Complete");
    jobs.awaitState(supervisor, OperationState.SUCCEEDED);
  }

  @Test
  void aJobThatFailsHasTheRunsExitCode() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod("pod-1", 1, terminated(1));
    cluster.ends(1, "Failed");
    jobs.awaitState(supervisor, OperationState.FAILED);
    assertThat(jobs.status().exit().code()).isEqualTo(1);
  }

  private static PodStatus terminated(int code) {
    return new PodStatusBuilder()
        .withPhase("Failed")
        .addNewContainerStatus()
        .withName("emend")
        .withNewState()
        .withNewTerminated()
        .withExitCode(code)
        .endTerminated()
        .endState()
        .endContainerStatus()
        .build();
  }

  @Test
  void aRunThatRefusesItsInputIsNotTriedAgain() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod("pod-1", 1, terminated(4));
    cluster.ends(
        1,
        "Failed",
        "PodFailurePolicy",
        "Container emend for pod emend/pod-1 failed with exit code 4 matching FailJob rule at"
            + " index 1");
    jobs.awaitState(supervisor, OperationState.FAILED);
    assertThat(jobs.status().exit().reason()).isEqualTo(JobReason.REFUSED);
    assertThat(cluster.job(SPEC.id() + "-2")).isNull();
  }

  /** As with a template that lacks the policy. */
  @Test
  void aPreemptedRunWhoseJobFailedGoesOnInANewJob() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod(1, "DisruptionTarget", "True", "PreemptionByScheduler", "for another");
    cluster.ends(1, "Failed");
    jobs.awaitJob(supervisor, 2);
    cluster.ends(2, "Complete");
    jobs.awaitState(supervisor, OperationState.SUCCEEDED);
  }

  @Test
  void anEvictedPodThatIsReplacedIsNoAttempt() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod("pod-1", 1, evicted());
    jobs.awaitWaiting(supervisor, "restarting after: pod evicted: low on resource: memory");
    cluster.pod("pod-2", 1, new PodStatusBuilder().withPhase("Running").build());
    jobs.awaitStatus(supervisor, status -> status.waiting() == null);
    cluster.ends(1, "Complete");
    jobs.awaitState(supervisor, OperationState.SUCCEEDED);
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  private static PodStatus evicted() {
    return new PodStatusBuilder()
        .withPhase("Failed")
        .withReason("Evicted")
        .withMessage("low on resource: memory")
        .addNewCondition()
        .withType("DisruptionTarget")
        .withStatus("True")
        .withReason("TerminationByKubelet")
        .endCondition()
        .build();
  }

  @Test
  void aJobThatItsQueueSuspendsWaitsAndGoesOn() throws Exception {
    Supervisor supervisor = jobs.supervisor();
    supervisor.submit(wishing(Map.of(), new Placement("team-a", null, null)));
    jobs.awaitJob(supervisor, 1);
    cluster.suspends(1, true);
    jobs.awaitWaiting(supervisor, "waiting for admission by queue team-a");
    cluster.suspends(1, false);
    jobs.awaitStatus(supervisor, status -> status.waiting() == null);
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  @Test
  void whatARunWaitsForIsTold() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.pod(1, "PodScheduled", "False", "Unschedulable", "3 Insufficient nvidia.com/gpu.");
    jobs.awaitWaiting(supervisor, "unschedulable: 3 Insufficient nvidia.com/gpu.");
  }

  @Test
  void aJobThatVanishesIsAnAttemptLostAndGoesOnInANewJob() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.deletes(1);
    jobs.awaitStatus(supervisor, status -> status.exit() != null);
    assertThat(jobs.status().exit().reason()).isEqualTo(JobReason.LOST);
    jobs.awaitJob(supervisor, 2);
    cluster.ends(2, "Complete");
    jobs.awaitState(supervisor, OperationState.SUCCEEDED);
    assertThat(cluster.job(SPEC.id() + "-1")).isNull();
  }

  @Test
  void aJobThatVanishesInItsLastAttemptHasFailed() throws Exception {
    Supervisor supervisor = jobs.launched();
    cluster.deletes(1);
    jobs.awaitJob(supervisor, 2);
    // The next look writes down that it is there.
    jobs.awaitStatus(supervisor, status -> status.launchedAt() != null);
    cluster.deletes(2);
    jobs.awaitState(supervisor, OperationState.FAILED);
    assertThat(jobs.status().exit().message()).startsWith("the run no longer exists");
  }

  @Test
  void aRestartedAdminFindsTheRunAndItsEnd() throws Exception {
    jobs.launched();
    Supervisor next = jobs.supervisor();
    next.recover();
    cluster.ends(1, "Complete");
    ClusterFixture.await(() -> jobs.status().state() == OperationState.SUCCEEDED);
    next.stop();
    assertThat(jobs.status().attempts()).isEqualTo(1);
  }

  @Test
  void twoAdminsThatLookAtOnceLaunchItOnce() throws Exception {
    new JobsFixture(folder).add(SPEC);
    List<Supervisor> admins = List.of(jobs.supervisor(), jobs.supervisor());
    admins.forEach(Supervisor::recover);
    ClusterFixture.await(() -> cluster.job(SPEC.id() + "-1") != null);
    cluster.ends(1, "Complete");
    ClusterFixture.await(() -> jobs.status().state() == OperationState.SUCCEEDED);
    admins.forEach(Supervisor::stop);
    assertThat(client.batch().v1().jobs().inNamespace(Cluster.NAMESPACE).list().getItems())
        .extracting((Job job) -> job.getMetadata().getName())
        .containsExactly(SPEC.id() + "-1");
  }

  @Test
  void whatWasNeverLaunchedIsAbsent() {
    assertThat(jobs.launcher().observe(SPEC.id(), 1)).isEqualTo(new RunObservation.Absent());
  }

  @Test
  void aCancelledJobLeavesTheCluster() throws Exception {
    Supervisor supervisor = jobs.launched();
    supervisor.cancel(SPEC.id());
    jobs.awaitState(supervisor, OperationState.CANCELLED);
    assertThat(cluster.job(SPEC.id() + "-1")).isNull();
  }

  @Test
  void moreThanTheOperatorAllowsIsRefused() {
    JobSpec greedy = wishing(Map.of("nvidia.com/gpu", "9"), Placement.ANYWHERE);
    assertThatThrownBy(() -> jobs.supervisor().submit(greedy))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("resources.nvidia.com/gpu must be at most 8");
  }

  @Test
  void aQueueThatTheOperatorDoesNotListIsRefused() {
    JobSpec elsewhere = wishing(Map.of(), new Placement("team-b", null, null));
    assertThatThrownBy(() -> jobs.supervisor().submit(elsewhere))
        .isInstanceOf(EmendException.class)
        .hasMessage("placement.queue must be one of [team-a], was team-b");
  }
}
