package io.emend.jobs.kubernetes;

import static io.emend.jobs.kubernetes.ClusterFixture.SPEC;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodStatus;
import io.fabric8.kubernetes.api.model.PodStatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.EnableKubernetesMockClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the runs of a job print, and what becomes of a log that the API server does not give. */
@Timeout(60)
@EnableKubernetesMockClient(crud = true)
class PodLogsIT {
  private static final String REFUSAL =
      "{\"kind\": \"Status\", \"apiVersion\": \"v1\", \"status\": \"Failure\", \"message\": \"the"
          + " node gpu-3 does not answer\", \"code\": 500}";
  private static final String TOLD = "cannot read the log: the node gpu-3 does not answer";

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

  private List<String> lines(boolean over) {
    return jobs.launcher().logs(SPEC.id(), () -> over).collect().asList().await().indefinitely();
  }

  private static void isToldAs(String message, Runnable read) {
    assertThatThrownBy(read::run)
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLUSTER_FAILED))
        .hasMessage(message);
  }

  @Test
  void aLogThatIsRefusedWhileItsPodRunsIsAnErrorWithACode() {
    cluster.logAnswers("pod-1", 500, REFUSAL);
    cluster.pod("pod-1", 1, phase("Running"));
    isToldAs(TOLD, () -> lines(false));
  }

  @Test
  void aLogThatIsRefusedAfterItsPodHasEndedIsAnErrorWithACode() {
    cluster.logAnswers("pod-1", 500, REFUSAL);
    cluster.pod("pod-1", 1, phase("Failed"));
    isToldAs(TOLD, () -> lines(true));
  }

  @Test
  void aRefusalInPlainTextIsTold() {
    cluster.logAnswers("pod-1", 502, "dial tcp 10.0.0.3:10250: i/o timeout\n");
    cluster.pod("pod-1", 1, phase("Failed"));
    isToldAs("cannot read the log: dial tcp 10.0.0.3:10250: i/o timeout", () -> lines(true));
  }

  @Test
  void linesComeWhileThePodRuns() {
    cluster.logAnswers("pod-1", 200, "one\ntwo\n");
    cluster.pod("pod-1", 1, phase("Running"));
    assertThat(
            jobs.launcher()
                .logs(SPEC.id(), () -> false)
                .select()
                .first(2)
                .collect()
                .asList()
                .await()
                .atMost(Duration.ofSeconds(30)))
        .containsExactly("one", "two");
  }

  @Test
  void aPodThatCannotTellKeepsBackNoLinesOfTheNextOne() {
    cluster.logAnswers("pod-1", 500, REFUSAL);
    cluster.pod("pod-1", 1, phase("Failed"));
    cluster.podEnded("pod-2", "three\n");
    List<String> read = new ArrayList<>();
    isToldAs(
        TOLD,
        () ->
            jobs.launcher()
                .logs(SPEC.id(), () -> true)
                .onItem()
                .invoke(read::add)
                .collect()
                .last()
                .await()
                .indefinitely());
    assertThat(read).containsExactly("three");
  }

  @Test
  void aPodThatIsGoneHasNoLines() {
    cluster.logAnswers("pod-1", 404, "{\"kind\": \"Status\", \"code\": 404}");
    cluster.pod("pod-1", 1, phase("Failed"));
    cluster.podEnded("pod-2", "three\n");
    List<Pod> pods = client.pods().inNamespace(Cluster.NAMESPACE).list().getItems();
    Iterator<List<Pod>> looks = List.of(pods, pods.subList(1, 2)).iterator();
    PodLogs logs =
        new PodLogs(
            client, Cluster.NAMESPACE, () -> looks.hasNext() ? looks.next() : pods.subList(1, 2));
    assertThat(logs.follow(() -> true).collect().asList().await().indefinitely())
        .containsExactly("three");
  }

  @Test
  void aPodWhoseRunNeverBeganHasNoLines() {
    PodStatus status =
        new PodStatusBuilder(phase("Failed"))
            .addNewContainerStatus()
            .withName("emend")
            .withNewState()
            .withNewWaiting()
            .withReason("ContainerCreating")
            .endWaiting()
            .endState()
            .endContainerStatus()
            .build();
    cluster.pod("pod-1", 1, status);
    assertThat(lines(true)).isEmpty();
  }
}
