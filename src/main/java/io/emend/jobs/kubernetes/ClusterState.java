package io.emend.jobs.kubernetes;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * This application's Jobs and their pods: as watches tell, which the client takes up again by
 * itself when they break or expire, and as the API server answers where a watch is down. So an
 * outage is noticed by the one who looks, and its end before the watches are back.
 */
final class ClusterState {
  /** A network that loses packets breaks no watch: so long one is believed without an answer. */
  private static final Duration BELIEVED = Duration.ofSeconds(10);

  private final KubernetesClient client;
  private final String namespace;
  private final Supplier<SharedIndexInformer<Job>> jobs;
  private final Supplier<SharedIndexInformer<Pod>> pods;
  private volatile Deadline believed = Deadline.passed();

  ClusterState(KubernetesClient client, String namespace) {
    this.client = client;
    this.namespace = namespace;
    this.jobs =
        started(client.batch().v1().jobs().inNamespace(namespace).withLabel(JobManifest.ID));
    this.pods = started(client.pods().inNamespace(namespace).withLabel(JobManifest.ID));
  }

  /** Starts with a look, and again; fails with that look while the API server is away. */
  private static <T extends HasMetadata> Supplier<SharedIndexInformer<T>> started(
      Informable<T> watched) {
    return new Supplier<>() {
      private SharedIndexInformer<T> informer;

      @Override
      public synchronized SharedIndexInformer<T> get() {
        // One that met what it cannot deal with stops, and would show the same for ever.
        if (informer == null || !informer.isRunning()) {
          informer = watched.inform();
        }
        return informer;
      }
    };
  }

  /**
   * Null if there is none. A watch may lag behind what was just made: that there is none is asked
   * of the API server.
   */
  Job job(String name) {
    SharedIndexInformer<Job> watch = jobs.get();
    Job watched = watch.getStore().getByKey(namespace + "/" + name);
    return watched != null && upToDate(watch)
        ? watched
        : answered(client.batch().v1().jobs().inNamespace(namespace).withName(name).get());
  }

  /** Of all attempts of a job, the oldest first. */
  List<Pod> pods(String id) {
    SharedIndexInformer<Pod> watch = pods.get();
    return upToDate(watch) ? sorted(watch.getStore().list(), id) : podsNow(id);
  }

  /** The same, asked of the API server: the watch of pods may lag behind that of Jobs. */
  List<Pod> podsNow(String id) {
    return sorted(
        answered(
            client
                .pods()
                .inNamespace(namespace)
                .withLabels(Map.of(JobManifest.ID, id))
                .list()
                .getItems()),
        id);
  }

  private static List<Pod> sorted(List<Pod> pods, String id) {
    return pods.stream()
        .filter(pod -> id.equals(pod.getMetadata().getLabels().get(JobManifest.ID)))
        .sorted(Comparator.comparing(pod -> pod.getMetadata().getCreationTimestamp()))
        .toList();
  }

  private boolean upToDate(SharedIndexInformer<?> watch) {
    return watch.isWatching() && believed.isAhead();
  }

  private <T> T answered(T answer) {
    believed = Deadline.in(BELIEVED);
    return answer;
  }
}
