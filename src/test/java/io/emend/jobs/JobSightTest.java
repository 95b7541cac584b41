package io.emend.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class JobSightTest {
  private static final String THEN = "2026-01-01T00:00:00Z";

  private static Job job() {
    return new JobBuilder().withNewSpec().withActiveDeadlineSeconds(60L).endSpec().build();
  }

  private static Job job(String condition, String reason) {
    return new JobBuilder(job())
        .withNewStatus()
        .addNewCondition()
        .withType(condition)
        .withStatus("True")
        .withReason(reason)
        .withMessage("as the controller says")
        .withLastTransitionTime(THEN)
        .endCondition()
        .endStatus()
        .build();
  }

  private static Pod pod(UnaryOperator<PodBuilder> change) {
    PodBuilder pod =
        new PodBuilder()
            .withNewMetadata()
            .withCreationTimestamp(THEN)
            .addToAnnotations("kubectl.kubernetes.io/default-container", "train")
            .endMetadata()
            .withNewStatus()
            .endStatus();
    return change.apply(pod).build();
  }

  private static Pod run(UnaryOperator<ContainerStateBuilder> change) {
    ContainerState state = change.apply(new ContainerStateBuilder()).build();
    return pod(
        pod ->
            pod.editStatus()
                .addNewContainerStatus()
                .withName("train")
                .withState(state)
                .endContainerStatus()
                .endStatus());
  }

  private static Pod terminated(int code, String reason) {
    return run(
        state -> state.withNewTerminated().withExitCode(code).withReason(reason).endTerminated());
  }

  private static Pod waiting(String reason, String message) {
    return run(
        state -> state.withNewWaiting().withReason(reason).withMessage(message).endWaiting());
  }

  private static Pod condition(String type, String status, String reason, String message) {
    return pod(
        pod ->
            pod.editStatus()
                .addNewCondition()
                .withType(type)
                .withStatus(status)
                .withReason(reason)
                .withMessage(message)
                .endCondition()
                .endStatus());
  }

  private static JobExit exit(Job job, Pod... pods) {
    return ((RunSight.Ended) new JobSight(job, List.of(pods), Optional.empty()).look()).exit();
  }

  private static JobReason failure(Pod... pods) {
    return exit(job("Failed", "BackoffLimitExceeded"), pods).reason();
  }

  private static String waits(Job job, Pod... pods) {
    return ((RunSight.Alive) new JobSight(job, List.of(pods), Optional.empty()).look()).waiting();
  }

  @Test
  void aJobThatIsCompleteHasSucceeded() {
    assertThat(exit(job("Complete", null)).succeeded()).isTrue();
  }

  @Test
  void aRunThatGoesOnWaitsForNothing() {
    assertThat(waits(job(), pod(pod -> pod))).isNull();
  }

  @Test
  void aRunThatSaysItFailedHasItsExitCode() {
    JobExit exit = exit(job("Failed", "PodFailurePolicy"), terminated(2, "Error"));
    assertThat(exit).extracting(JobExit::code, JobExit::reason).contains(2, JobReason.EXIT_CODE);
  }

  @Test
  void whatStandsBesideTheRunIsNotTheRun() {
    Pod pod = terminated(2, "Error");
    ContainerStatus beside = terminated(9, "Error").getStatus().getContainerStatuses().get(0);
    beside.setName("logs");
    pod.getStatus().getContainerStatuses().add(0, beside);
    assertThat(exit(job("Failed", "PodFailurePolicy"), pod).code()).isEqualTo(2);
  }

  @Test
  void memoryBeyondTheLimitIsTold() {
    assertThat(failure(terminated(137, "OOMKilled"))).isEqualTo(JobReason.OUT_OF_MEMORY);
  }

  @Test
  void aKilledRunMayGoOnElsewhere() {
    assertThat(failure(terminated(137, "Error")).interruption()).isTrue();
  }

  @Test
  void anEvictedPodIsTold() {
    Pod evicted =
        pod(
            pod ->
                pod.editStatus()
                    .withReason("Evicted")
                    .withMessage("The node was low on resource: memory.")
                    .endStatus());
    assertThat(exit(job("Failed", "BackoffLimitExceeded"), evicted))
        .isEqualTo(
            new JobExit(
                null,
                JobReason.EVICTED,
                "the node put the run out: The node was low on resource: memory.",
                Instant.parse(THEN)));
  }

  @Test
  void aPodThatMadeRoomIsTold() {
    Pod preempted =
        condition("DisruptionTarget", "True", "PreemptionByScheduler", "for a higher priority");
    assertThat(failure(preempted)).isEqualTo(JobReason.PREEMPTED);
  }

  @Test
  void theDeadlineIsTold() {
    JobExit exit = exit(job("Failed", "DeadlineExceeded"), terminated(143, "Error"));
    assertThat(exit.message()).isEqualTo("the run took longer than its 60 s");
  }

  @Test
  void aRunWithoutAPodIsLost() {
    assertThat(failure()).isEqualTo(JobReason.LOST);
  }

  @Test
  void whatNoNodeCanTakeIsTold() {
    String message = "0/3 nodes are available: 3 Insufficient nvidia.com/gpu.";
    assertThat(waits(job(), condition("PodScheduled", "False", "Unschedulable", message)))
        .isEqualTo("no node can take it: " + message);
  }

  @Test
  void anImageThatCannotBePulledIsTold() {
    assertThat(waits(job(), waiting("ImagePullBackOff", "Back-off pulling image \"emend:2\"")))
        .isEqualTo("its image cannot be had, ImagePullBackOff: Back-off pulling image \"emend:2\"");
  }

  @Test
  void aContainerThatIsBeingMadeIsNoNews() {
    assertThat(waits(job(), waiting("ContainerCreating", null))).isNull();
  }

  @Test
  void aJobInAQueueIsTold() {
    Job suspended = new JobBuilder(job()).editSpec().withSuspend(true).endSpec().build();
    assertThat(waits(suspended)).isEqualTo("its queue has not admitted it yet");
  }

  @Test
  void aRefusedPodIsToldByTheEvent() {
    var sight = new JobSight(job(), List.of(), Optional.of("FailedCreate: exceeded quota"));
    assertThat(sight.look()).isEqualTo(new RunSight.Alive("FailedCreate: exceeded quota"));
  }
}
