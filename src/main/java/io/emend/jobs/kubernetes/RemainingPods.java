package io.emend.jobs.kubernetes;

import io.emend.jobs.JobExit;
import io.emend.jobs.RunObservation;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the pods of a run tell whose Job is gone: somebody deleted it, and they are ending, or were
 * left to go on. Pure.
 */
record RemainingPods(List<Pod> pods) {

  RunObservation observe(Instant now) {
    List<PodObservation> all =
        pods.stream().map(PodObservation::new).sorted(PodObservation.BY_AGE).toList();
    return all.stream()
        .filter(pod -> !pod.finished() || (pod.deleted() && !pod.succeeded()))
        .findFirst()
        .<RunObservation>map(RemainingPods::terminating)
        .orElseGet(
            () ->
                last(all, now)
                    .<RunObservation>map(RunObservation.Ended::new)
                    .orElseGet(RunObservation.Absent::new));
  }

  private static RunObservation terminating(PodObservation pod) {
    return new RunObservation.Terminating(
        "the Job was deleted, "
            + pod.name()
            + (pod.deleted() ? " is terminating" : " is still running"));
  }

  /** How the latest of them ended that says so. */
  private static Optional<JobExit> last(List<PodObservation> all, Instant now) {
    return all.stream()
        .map(pod -> pod.succeeded() ? Optional.of(JobExit.of(0, now)) : pod.exit(now))
        .flatMap(Optional::stream)
        .reduce((earlier, later) -> later);
  }
}
