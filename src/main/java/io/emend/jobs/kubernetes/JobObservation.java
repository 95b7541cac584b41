package io.emend.jobs.kubernetes;

import io.emend.jobs.JobExit;
import io.emend.jobs.JobReason;
import io.emend.jobs.RunObservation;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a Kubernetes Job and its pods tell of a run, in words for a person. A pod that the Job
 * controller replaces is no end: the run goes on in the next one. Pure.
 *
 * @param pods of the Job, in any order
 * @param warning asks for the latest of the Job's own Warning events, such as a refused pod; where
 *     no pod says what is going on
 */
record JobObservation(Job job, List<Pod> pods, Supplier<Optional<String>> warning) {
  /** As the Job controller words it when a rule of the {@code podFailurePolicy} ends a Job. */
  private static final Pattern EXIT_CODE = Pattern.compile("exit code (\\d+)");

  RunObservation observe() {
    return condition("Complete")
        .map(complete -> JobExit.of(0, at(complete)))
        .or(() -> condition("Failed").map(this::exit))
        .<RunObservation>map(RunObservation.Ended::new)
        .orElseGet(() -> new RunObservation.Alive(waiting()));
  }

  /**
   * Whether the Job controller has given up; then all that there is to be known of pods is there.
   */
  static boolean failed(Job job) {
    return new JobObservation(job, List.of(), Optional::empty).condition("Failed").isPresent();
  }

  private Optional<JobCondition> condition(String type) {
    return job.getStatus() == null
        ? Optional.empty()
        : job.getStatus().getConditions().stream()
            .filter(condition -> condition.getType().equals(type))
            .filter(condition -> condition.getStatus().equals("True"))
            .findFirst();
  }

  private static Instant at(JobCondition condition) {
    return Instant.parse(condition.getLastTransitionTime());
  }

  private JobExit exit(JobCondition failed) {
    Instant at = at(failed);
    return switch (String.valueOf(failed.getReason())) {
      case "DeadlineExceeded" ->
          new JobExit(
              null,
              JobReason.DEADLINE,
              "activeDeadlineSeconds of "
                  + job.getSpec().getActiveDeadlineSeconds()
                  + " s exceeded",
              at);
      case "PodFailurePolicy" -> refused(failed, at);
      default -> exhausted(failed, at);
    };
  }

  /** A rule of the operator's that says not to try again, so nobody does. */
  private JobExit refused(JobCondition failed, Instant at) {
    Matcher code = EXIT_CODE.matcher(String.valueOf(failed.getMessage()));
    JobExit exit =
        code.find()
            ? JobExit.of(Integer.parseInt(code.group(1)), at)
            : lastExit(at).orElseGet(() -> JobExit.lost(failed.getMessage(), at));
    return exit.succeeded() || exit.reason().interruption()
        ? new JobExit(
            exit.code(),
            JobReason.EXIT_CODE,
            "ended by the podFailurePolicy of the Job template: " + failed.getMessage(),
            at)
        : exit;
  }

  /** The pod says more than the Job, where it is still there. */
  private JobExit exhausted(JobCondition failed, Instant at) {
    JobExit exit =
        lastExit(at)
            .orElseGet(() -> JobExit.lost("the pod no longer exists: " + failed.getMessage(), at));
    Integer tries = job.getStatus().getFailed();
    return tries == null || tries < 2
        ? exit
        : new JobExit(
            exit.code(),
            reasonToEnd(exit),
            exit.message() + " (the last of " + tries + " failed pods)",
            at);
  }

  /** After the tries of the Job controller, what ended the last one is no reason for more. */
  private static JobReason reasonToEnd(JobExit exit) {
    return exit.reason().interruption() ? JobReason.EXIT_CODE : exit.reason();
  }

  private Optional<JobExit> lastExit(Instant at) {
    return byAge()
        .map(pod -> pod.exit(at))
        .flatMap(Optional::stream)
        .reduce((earlier, later) -> later);
  }

  private Stream<PodObservation> byAge() {
    return pods.stream().map(PodObservation::new).sorted(PodObservation.BY_AGE);
  }

  /** What a run waits for that has not begun, or not again; null if it is on. */
  private String waiting() {
    if (job.getMetadata() != null && job.getMetadata().getDeletionTimestamp() != null) {
      return "the Job is being deleted, its pods are terminating";
    }
    if (Boolean.TRUE.equals(job.getSpec().getSuspend())) {
      String queue = job.getMetadata().getLabels().get(Placements.QUEUE);
      return queue == null ? "the Job is suspended" : "waiting for admission by queue " + queue;
    }
    if (condition("FailureTarget").or(() -> condition("SuccessCriteriaMet")).isPresent()) {
      return "the Job has finished, its pods are terminating";
    }
    List<PodObservation> all = byAge().toList();
    Optional<PodObservation> last =
        all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    if (last.filter(PodObservation::running).isPresent()) {
      return null;
    }
    String told =
        Stream.of(blockedBy(last), previousPod(all))
            .flatMap(Optional::stream)
            .collect(Collectors.joining("; "));
    return told.isEmpty() ? null : told;
  }

  /** Where there is no pod that could begin, the Job's events tell why. */
  private Optional<String> blockedBy(Optional<PodObservation> last) {
    return last.filter(pod -> !pod.finished()).isPresent()
        ? last.flatMap(PodObservation::waiting)
        : warning.get();
  }

  private static Optional<String> previousPod(List<PodObservation> all) {
    Optional<String> terminating =
        all.stream().map(PodObservation::terminating).flatMap(Optional::stream).findFirst();
    return terminating.isPresent() ? terminating : replaced(all);
  }

  private static Optional<String> replaced(List<PodObservation> all) {
    return all.stream()
        .filter(pod -> pod.finished() || pod.disrupted().isPresent())
        .map(pod -> pod.exit(null))
        .flatMap(Optional::stream)
        .filter(exit -> !exit.succeeded())
        .reduce((earlier, later) -> later)
        .map(exit -> "restarting after: " + exit.message());
  }
}
