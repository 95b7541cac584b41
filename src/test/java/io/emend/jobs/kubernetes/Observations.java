package io.emend.jobs.kubernetes;

import io.emend.jobs.RunObservation;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateBuilder;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Jobs and pods as a cluster shows them, and what is seen of them. */
final class Observations {
  static final String THEN = "2026-01-01T00:00:00Z";

  static Job job() {
    return new JobBuilder().withNewSpec().withActiveDeadlineSeconds(60L).endSpec().build();
  }

  static Job job(String condition, String reason) {
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

  static Pod pod(UnaryOperator<PodBuilder> change) {
    PodBuilder pod =
        new PodBuilder()
            .withNewMetadata()
            .withCreationTimestamp(THEN)
            .addToAnnotations("kubectl.kubernetes.io/default-container", "emend")
            .endMetadata()
            .withNewStatus()
            .endStatus();
    return change.apply(pod).build();
  }

  static Pod run(UnaryOperator<ContainerStateBuilder> change) {
    ContainerState state = change.apply(new ContainerStateBuilder()).build();
    return pod(
        pod ->
            pod.editStatus()
                .addNewContainerStatus()
                .withName("emend")
                .withState(state)
                .endContainerStatus()
                .endStatus());
  }

  static Pod terminated(int code, String reason) {
    return run(
        state -> state.withNewTerminated().withExitCode(code).withReason(reason).endTerminated());
  }

  static Pod waiting(String reason, String message) {
    return run(
        state -> state.withNewWaiting().withReason(reason).withMessage(message).endWaiting());
  }

  /** A run that begins once a server beside it has started. */
  static Pod beside(Boolean started, UnaryOperator<ContainerStateBuilder> change) {
    ContainerState state = change.apply(new ContainerStateBuilder()).build();
    return new PodBuilder(waiting("PodInitializing", null))
        .editStatus()
        .addNewInitContainerStatus()
        .withName("vllm")
        .withStarted(started)
        .withState(state)
        .endInitContainerStatus()
        .endStatus()
        .build();
  }

  static Pod condition(String type, String status, String reason, String message) {
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

  static Pod over(Pod pod) {
    pod.getStatus().setPhase("Failed");
    return pod;
  }

  static Pod later(Pod pod) {
    pod.getMetadata().setCreationTimestamp("2026-01-01T00:00:01Z");
    return pod;
  }

  static String waits(Job job, Pod... pods) {
    return ((RunObservation.Alive)
            new JobObservation(job, List.of(pods), Optional::empty).observe())
        .waiting();
  }

  private Observations() {}
}
