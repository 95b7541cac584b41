package io.emend.jobs.kubernetes;

import static io.emend.jobs.kubernetes.Observations.THEN;
import static io.emend.jobs.kubernetes.Observations.beside;
import static io.emend.jobs.kubernetes.Observations.condition;
import static io.emend.jobs.kubernetes.Observations.job;
import static io.emend.jobs.kubernetes.Observations.pod;
import static io.emend.jobs.kubernetes.Observations.terminated;
import static io.emend.jobs.kubernetes.Observations.waiting;
import static io.emend.jobs.kubernetes.Observations.waits;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.jobs.JobExit;
import io.emend.jobs.JobReason;
import io.emend.jobs.RunObservation;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobObservationTest {
  private static JobExit exit(Job job, Pod... pods) {
    return ((RunObservation.Ended)
            new JobObservation(job, List.of(pods), Optional::empty).observe())
        .exit();
  }

  private static JobReason failure(Pod... pods) {
    return exit(job("Failed", "BackoffLimitExceeded"), pods).reason();
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
    assertThat(exit).extracting(JobExit::code, JobExit::reason).contains(2, JobReason.REFUSED);
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
  void aRunThatIsKilledInEachOfItsTriesHasFailed() {
    Job job = job("Failed", "BackoffLimitExceeded");
    job.getStatus().setFailed(3);
    JobExit exit = exit(job, terminated(137, "Error"));
    assertThat(exit.reason().interruption()).isFalse();
    assertThat(exit.message()).contains("the last of 3 failed pods");
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
                "pod evicted: The node was low on resource: memory.",
                Instant.parse(THEN)));
  }

  private static Pod evicted(String message) {
    return pod(pod -> pod.editStatus().withReason("Evicted").withMessage(message).endStatus());
  }

  /** As kubelets word it. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Usage of EmptyDir volume \"cache\" exceeds the limit \"2Gi\". ",
        "Pod ephemeral local storage usage exceeds the total limit of containers 20Gi. ",
        "Container emend exceeded its local ephemeral storage limit \"20Gi\". "
      })
  void storageBeyondTheLimitIsTheRunsOwnFault(String message) {
    JobExit exit = exit(job("Failed", "BackoffLimitExceeded"), evicted(message));
    assertThat(exit.reason()).isEqualTo(JobReason.OUT_OF_DISK);
    assertThat(exit.reason().interruption()).isFalse();
    assertThat(exit.message()).contains("raise it in the Job template", message.strip());
  }

  @Test
  void anEvictionAfterTheLastTryIsNoReasonForMore() {
    Job job = job("Failed", "BackoffLimitExceeded");
    job.getStatus().setFailed(3);
    JobExit exit = exit(job, terminated(1, "Error"), evicted("The node was low on resource: x."));
    assertThat(exit.reason().interruption()).isFalse();
    assertThat(exit.message()).contains("pod evicted", "the last of 3 failed pods");
  }

  @Test
  void triesThatLeftNoPodAreNoReasonForMore() {
    Job job = job("Failed", "BackoffLimitExceeded");
    job.getStatus().setFailed(3);
    assertThat(exit(job).reason().interruption()).isFalse();
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
    assertThat(exit.message()).isEqualTo("activeDeadlineSeconds of 60 s exceeded");
  }

  @Test
  void aRunWithoutAPodIsLost() {
    assertThat(failure()).isEqualTo(JobReason.LOST);
  }

  @Test
  void whatNoNodeCanTakeIsTold() {
    String message = "0/3 nodes are available: 3 Insufficient nvidia.com/gpu.";
    assertThat(waits(job(), condition("PodScheduled", "False", "Unschedulable", message)))
        .isEqualTo("unschedulable: " + message);
  }

  @Test
  void anImageThatCannotBePulledIsTold() {
    assertThat(waits(job(), waiting("ImagePullBackOff", "Back-off pulling image \"emend:2\"")))
        .isEqualTo("image pull failed (ImagePullBackOff): Back-off pulling image \"emend:2\"");
  }

  @Test
  void aContainerThatIsBeingMadeIsNoNews() {
    assertThat(waits(job(), waiting("ContainerCreating", null))).isNull();
  }

  @Test
  void aServerBesideTheRunThatIsStartingIsTold() {
    assertThat(waits(job(), beside(false, state -> state.withNewRunning().endRunning())))
        .isEqualTo("container vllm is starting");
  }

  @Test
  void aServerBesideTheRunThatCannotStartIsTold() {
    Pod pod =
        beside(
            false,
            state ->
                state
                    .withNewWaiting()
                    .withReason("CrashLoopBackOff")
                    .withMessage("back-off 5m0s restarting failed container=vllm")
                    .endWaiting());
    assertThat(waits(job(), pod))
        .isEqualTo(
            "container vllm: CrashLoopBackOff: back-off 5m0s restarting failed container=vllm");
  }

  @Test
  void aServerBesideTheRunThatHasStartedIsNoNews() {
    assertThat(waits(job(), beside(true, state -> state.withNewRunning().endRunning()))).isNull();
  }

  @Test
  void aJobInAQueueIsTold() {
    Job suspended =
        new JobBuilder(job())
            .withNewMetadata()
            .addToLabels("kueue.x-k8s.io/queue-name", "team-a")
            .endMetadata()
            .editSpec()
            .withSuspend(true)
            .endSpec()
            .build();
    assertThat(waits(suspended)).isEqualTo("waiting for admission by queue team-a");
  }

  @Test
  void aJobThatSomebodySuspendedIsTold() {
    Job suspended =
        new JobBuilder(job())
            .withNewMetadata()
            .endMetadata()
            .editSpec()
            .withSuspend(true)
            .endSpec()
            .build();
    assertThat(waits(suspended)).contains("suspended");
  }

  private static JobBuilder policy(String message) {
    Job job = job("Failed", "PodFailurePolicy");
    job.getStatus().getConditions().get(0).setMessage(message);
    return new JobBuilder(job);
  }

  /** Its pod may be gone, or the watch of pods be late. */
  @Test
  void theRuleThatEndedAJobTellsTheExitCode() {
    String told =
        "Container emend for pod emend/job-1-x failed with exit code 4 matching FailJob rule at"
            + " index 1";
    JobExit exit = exit(policy(told).build(), pod(pod -> pod));
    assertThat(exit.code()).isEqualTo(4);
    assertThat(exit.reason()).isEqualTo(JobReason.REFUSED);
  }

  @Test
  void whatTheOperatorsRuleEndsIsNotTriedAgain() {
    JobExit exit =
        exit(policy("Pod emend/x has condition Odd matching FailJob rule at index 2").build());
    assertThat(exit.reason().interruption()).isFalse();
    assertThat(exit.message()).contains("has condition Odd");
  }

  @Test
  void theTriesOfTheJobControllerAreTold() {
    Job job = job("Failed", "BackoffLimitExceeded");
    job.getStatus().setFailed(3);
    assertThat(exit(job, terminated(1, "Error")).message()).endsWith("(the last of 3 failed pods)");
  }

  @Test
  void aJobThatIsBeingEndedIsNotOver() {
    assertThat(waits(job("FailureTarget", "PodFailurePolicy")))
        .isEqualTo("the Job has finished, its pods are terminating");
    assertThat(waits(job("SuccessCriteriaMet", "CompletionsReached")))
        .isEqualTo("the Job has finished, its pods are terminating");
  }

  @Test
  void aPodThatTookTooLongIsTold() {
    Pod pod =
        pod(p -> p.editStatus().withReason("DeadlineExceeded").withMessage("too long").endStatus());
    assertThat(failure(pod)).isEqualTo(JobReason.DEADLINE);
  }

  @Test
  void aRefusedPodIsToldByTheEvent() {
    var observed =
        new JobObservation(job(), List.of(), () -> Optional.of("FailedCreate: exceeded quota"));
    assertThat(observed.observe())
        .isEqualTo(new RunObservation.Alive("FailedCreate: exceeded quota"));
  }
}
