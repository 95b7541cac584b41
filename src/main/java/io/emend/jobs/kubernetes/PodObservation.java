package io.emend.jobs.kubernetes;

import io.emend.jobs.JobExit;
import io.emend.jobs.JobReason;
import io.fabric8.kubernetes.api.model.ContainerState;
import io.fabric8.kubernetes.api.model.ContainerStateTerminated;
import io.fabric8.kubernetes.api.model.ContainerStatus;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a pod tells of a run, in words for a person. Pure.
 *
 * @param pod one of the run's
 */
record PodObservation(Pod pod) {
  /** As a kubelet words that a pod is over a limit of its own, and not its node short of room. */
  private static final Pattern STORAGE_LIMIT =
      Pattern.compile("storage usage exceeds|storage limit|EmptyDir volume .* exceeds");

  /** What empties a node; it waits for no pod there to say that it has ended. */
  private static final String TAINTED = "DeletionByTaintManager";

  /** As a kubelet calls that nothing is wrong yet. */
  private static final Set<String> STARTING = Set.of("ContainerCreating", "PodInitializing");

  /** The last one is the one that counts: times have whole seconds, and a new pod goes on. */
  static final Comparator<PodObservation> BY_AGE =
      Comparator.comparing(
              (PodObservation observed) -> observed.pod.getMetadata().getCreationTimestamp())
          .thenComparing(observed -> !observed.finished());

  /** For a person. */
  String name() {
    String node = pod.getSpec() == null ? null : pod.getSpec().getNodeName();
    String name = "pod " + pod.getMetadata().getName();
    return node == null ? name : name + " on node " + node;
  }

  /** Whether it has ended, for whatever reason. */
  boolean finished() {
    return phase("Failed") || succeeded();
  }

  boolean succeeded() {
    return phase("Succeeded");
  }

  /** Whether its run is on or may begin; also on a node that does not answer. */
  boolean alive() {
    return pending() || phase("Running") || phase("Unknown");
  }

  boolean pending() {
    return phase("Pending");
  }

  /** Whether its run's container has not begun, as far as anyone told. */
  boolean containerWaiting() {
    return states().anyMatch(state -> state.getWaiting() != null);
  }

  /** Whether somebody wants it to be gone. */
  boolean deleted() {
    return pod.getMetadata().getDeletionTimestamp() != null;
  }

  private boolean phase(String phase) {
    return phase.equals(pod.getStatus().getPhase());
  }

  /** Whether its run is on, as far as anyone told. */
  boolean running() {
    return phase("Running") && disrupted().isEmpty() && !deleted();
  }

  /** How its run ended; empty if it did not say. */
  Optional<JobExit> exit(Instant at) {
    return evicted(at)
        .or(this::disrupted)
        .or(() -> deadlineExceeded(at))
        .or(() -> terminated().map(end -> exit(end, at)))
        .map(exit -> new JobExit(exit.code(), exit.reason(), exit.message(), at));
  }

  private Optional<JobExit> evicted(Instant at) {
    return because("Evicted")
        .map(
            told ->
                STORAGE_LIMIT.matcher(told).find()
                    ? new JobExit(
                        null,
                        JobReason.OUT_OF_DISK,
                        "ephemeral storage limit exceeded, raise it in the Job template: " + told,
                        at)
                    : new JobExit(null, JobReason.EVICTED, "pod evicted: " + told, at));
  }

  private Optional<JobExit> deadlineExceeded(Instant at) {
    return because("DeadlineExceeded").map(told -> new JobExit(null, JobReason.DEADLINE, told, at));
  }

  private Optional<String> because(String reason) {
    return reason.equals(pod.getStatus().getReason())
        ? Optional.of(Objects.requireNonNullElse(pod.getStatus().getMessage(), reason))
        : Optional.empty();
  }

  /** A run that has to leave its node: it makes room, the node goes away or is gone. */
  Optional<JobExit> disrupted() {
    return condition(condition -> is(condition, "DisruptionTarget", "True"))
        .map(
            condition ->
                new JobExit(
                    null,
                    JobReason.PREEMPTED,
                    "pod disrupted (" + condition.getReason() + "): " + condition.getMessage(),
                    null));
  }

  /**
   * A run that has to end and has not: nothing begins again before it has, which a node that is
   * dead never says.
   */
  Optional<String> terminating() {
    boolean told = deleted() || condition(PodObservation::tainted).isPresent();
    return finished() || !told
        ? Optional.empty()
        : Optional.of(
            disrupted().map(JobExit::message).orElse("the pod was deleted")
                + "; its replacement starts once "
                + name()
                + " has terminated or, if its node is lost, once the node or the pod is deleted");
  }

  private static JobExit exit(ContainerStateTerminated end, Instant at) {
    if ("OOMKilled".equals(end.getReason())) {
      return new JobExit(
          end.getExitCode(),
          JobReason.OUT_OF_MEMORY,
          "memory limit exceeded, raise it in the Job template",
          at);
    }
    return JobExit.of(end.getExitCode(), at);
  }

  private Optional<ContainerStateTerminated> terminated() {
    return states().map(ContainerState::getTerminated).filter(Objects::nonNull).findFirst();
  }

  private Stream<ContainerState> states() {
    return pod.getStatus().getContainerStatuses().stream()
        .filter(status -> status.getName().equals(JobManifest.container(pod)))
        .map(ContainerStatus::getState)
        .filter(Objects::nonNull);
  }

  /** What keeps its run from beginning; empty if nothing is known to. */
  Optional<String> waiting() {
    return condition(PodObservation::unschedulable)
        .map(condition -> "unschedulable: " + condition.getMessage())
        .or(this::waitingForInit)
        .or(() -> states().map(PodObservation::waiting).filter(Objects::nonNull).findFirst());
  }

  /** Of containers that have to be up before the run's begins, the first that is not. */
  private Optional<String> waitingForInit() {
    return pod.getStatus().getInitContainerStatuses().stream()
        .filter(status -> !Boolean.TRUE.equals(status.getStarted()) && !completed(status))
        .findFirst()
        .map(
            status -> {
              String told = status.getState() == null ? null : waiting(status.getState());
              String begun = "container " + status.getName() + " is starting";
              return told == null ? begun : "container " + status.getName() + ": " + told;
            });
  }

  private static boolean completed(ContainerStatus status) {
    ContainerState state = status.getState();
    return state != null
        && state.getTerminated() != null
        && Integer.valueOf(0).equals(state.getTerminated().getExitCode());
  }

  private static String waiting(ContainerState state) {
    if (state.getWaiting() == null || STARTING.contains(state.getWaiting().getReason())) {
      return null;
    }
    String reason = state.getWaiting().getReason();
    String message = state.getWaiting().getMessage();
    String told = reason.contains("Image") ? "image pull failed (" + reason + ")" : reason;
    return message == null ? told : told + ": " + message;
  }

  private static boolean tainted(PodCondition condition) {
    return is(condition, "DisruptionTarget", "True") && TAINTED.equals(condition.getReason());
  }

  private static boolean unschedulable(PodCondition condition) {
    return is(condition, "PodScheduled", "False") && "Unschedulable".equals(condition.getReason());
  }

  private static boolean is(PodCondition condition, String type, String status) {
    return condition.getType().equals(type) && condition.getStatus().equals(status);
  }

  private Optional<PodCondition> condition(Predicate<PodCondition> wanted) {
    return pod.getStatus().getConditions().stream().filter(wanted).findFirst();
  }
}
