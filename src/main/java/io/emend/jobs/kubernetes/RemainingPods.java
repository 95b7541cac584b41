package io.emend.jobs.kubernetes;

import io.emend.jobs.JobExit;
import io.emend.jobs.RunSight;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the pods of a run tell whose Job is gone: somebody deleted it, and they are ending, or were
 * left to go on. Pure.
 */
record RemainingPods(List<Pod> pods) {

  RunSight look(Instant now) {
    List<PodSight> all = pods.stream().map(PodSight::new).sorted(PodSight.BY_AGE).toList();
    return all.stream()
        .filter(pod -> !pod.over() || (pod.deleted() && !pod.succeeded()))
        .findFirst()
        .<RunSight>map(RemainingPods::ending)
        .orElseGet(
            () ->
                last(all, now).<RunSight>map(RunSight.Ended::new).orElseGet(RunSight.Absent::new));
  }

  private static RunSight ending(PodSight pod) {
    return new RunSight.Ending(
        "its Job was deleted, and its " + pod.name() + (pod.deleted() ? " is ending" : " goes on"));
  }

  /** How the latest of them ended that says so. */
  private static Optional<JobExit> last(List<PodSight> all, Instant now) {
    return all.stream()
        .map(pod -> pod.succeeded() ? Optional.of(JobExit.of(0, now)) : pod.exit(now))
        .flatMap(Optional::stream)
        .reduce((earlier, later) -> later);
  }
}
