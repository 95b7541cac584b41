package io.emend.jobs;

import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a Kubernetes Job and its pods tell of a run, in words for a person. Pure.
 *
 * @param pods of the Job, in any order
 * @param warning the latest of the Job's own Warning events, such as a refused pod
 */
record JobSight(Job job, List<Pod> pods, Optional<String> warning) {
  private static final String TRUE = "True";

  RunSight look() {
    return condition("Complete")
        .map(complete -> JobExit.of(0, at(complete)))
        .or(() -> condition("Failed").map(this::exit))
        .<RunSight>map(RunSight.Ended::new)
        .orElseGet(() -> new RunSight.Alive(waiting()));
  }

  private Optional<JobCondition> condition(String type) {
    return job.getStatus() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals(type))
            .filter(condition -> condition.getStatus().equals(TRUE))
            .findFirst();
  }

  private static Instant at(JobCondition condition) {
    return Instant.parse(condition.getLastTransitionTime());
  }

  /** The pod says more than the Job, where it is still there. */
  private JobExit exit(JobCondition failed) {
    Instant at = at(failed);
    if ("DeadlineExceeded".equals(failed.getReason())) {
      Long seconds = job.getSpec().getActiveDeadlineSeconds();
      return new JobExit(
          null, JobReason.DEADLINE, "the run took longer than its " + seconds + " s", at);
    }
    return lastPod()
        .flatMap(pod -> exit(pod, at))
        .orElseGet(() -> JobExit.lost("the run's pod is gone: " + failed.getMessage(), at));
  }

  private Optional<Pod> lastPod() {
    return pods.stream().max(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()));
  }

  private static Optional<JobExit> exit(Pod pod, Instant at) {
    return disruption(pod, at).or(() -> terminated(pod).map(end -> exit(end, at)));
  }

  private static Optional<JobExit> disruption(Pod pod, Instant at) {
    if ("Evicted".equals(pod.getStatus().getReason())) {
      String message = "the node put the run out: " + pod.getStatus().getMessage();
      return Optional.of(new JobExit(null, JobReason.EVICTED, message, at));
    }
    return podCondition(pod, condition -> isTrue(condition, "DisruptionTarget"))
        .map(
            condition ->
                new JobExit(
                    null,
                    JobReason.PREEMPTED,
                    "the run had to leave its node ("
                        + condition.getReason()
                        + "): "
                        + condition.getMessage(),
                    at));
  }

  private static JobExit exit(ContainerStateTerminated end, Instant at) {
    if ("OOMKilled".equals(end.getReason())) {
      return new JobExit(
          end.getExitCode(),
          JobReason.OUT_OF_MEMORY,
          "the run needed more memory than its limit: raise it in the Job template",
          at);
    }
    return JobExit.of(end.getExitCode(), at);
  }

  private static Optional<ContainerStateTerminated> terminated(Pod pod) {
    return states(pod).map(ContainerState::getTerminated).filter(Objects::nonNull).findFirst();
  }

  private static Stream<ContainerState> states(Pod pod) {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(JobManifest.container(pod)))
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull);
  }

  /** What a run that has not begun waits for; null once it has. */
  private String waiting() {
    if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      return "its queue has not admitted it yet";
    }
    return lastPod().map(JobSight::waiting).orElseGet(() -> warning.orElse(null));
  }

  private static String waiting(Pod pod) {
    return podCondition(pod, JobSight::isUnschedulable)
        .map(condition -> "no node can take it: " + condition.getMessage())
        .or(() -> states(pod).map(JobSight::waiting).filter(Objects::nonNull).findFirst())
        .orElse(null);
  }

  private static String waiting(ContainerState state) {
    if (state.getWaiting() == null || "ContainerCreating".equals(state.getWaiting().getReason())) {
      return null;
    }
    String reason = state.getWaiting().getReason();
    String message = state.getWaiting().getMessage();
    String told = reason.contains("Image") ? "its image cannot be had, " + reason : reason;
    return message == null ? told : told + ": " + message;
  }

  private static boolean isUnschedulable(PodCondition condition) {
    return condition.getType().equals("PodScheduled")
        && condition.getStatus().equals("False")
        && "Unschedulable".equals(condition.getReason());
  }

  private static boolean isTrue(PodCondition condition, String type) {
    return condition.getType().equals(type) && condition.getStatus().equals(TRUE);
  }

  private static Optional<PodCondition> podCondition(Pod pod, Predicate<PodCondition> wanted) {
    return pod.getStatus().getConditions().stream().filter(wanted).findFirst();
  }
}
