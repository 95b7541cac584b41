package io.emend.jobs.kubernetes;

import io.emend.jobs.log.LogTail;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.smallrye.mutiny.Multi;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * The lines of a job's pods, one pod after the other. Lines of pods that are gone are gone too.
 *
 * @param pods the oldest first
 */
record PodLogs(KubernetesClient client, String namespace, Supplier<List<Pod>> pods) {
  private static final Duration PAUSE = Duration.ofMillis(500);

  /**
   * @param over whether the job is over; once it is, and the lines are read, the stream completes
   */
  Multi<String> follow(BooleanSupplier over) {
    Tail tail = new Tail(over);
    return LogTail.Chunk.lines(tail::next, PAUSE).onTermination().invoke(tail::close);
  }

  /** A container that waits has printed nothing, and one of a pod that is over never will. */
  private static boolean hasBegun(Pod pod) {
    PodObservation observed = new PodObservation(pod);
    return !observed.pending() && !observed.containerWaiting();
  }

  /** Where one reader stands. */
  private final class Tail {
    private final BooleanSupplier over;
    private final Set<String> read = new HashSet<>();
    private String name;
    private volatile PodLog log;
    private volatile boolean closed;
    private KubernetesClientException missed;

    Tail(BooleanSupplier over) {
      this.over = over;
    }

    /** What has come since the last call. */
    LogTail.Chunk next() {
      // Asked before the read: what is written before the end is read then.
      boolean ended = over.getAsBoolean();
      if (log == null) {
        Optional<Pod> next = unread();
        next.ifPresent(this::open);
        return end(ended && next.isEmpty());
      }
      return new LogTail.Chunk(lines(), true);
    }

    private LogTail.Chunk end(boolean ended) {
      if (ended && missed != null) {
        throw missed;
      }
      return new LogTail.Chunk(List.of(), !ended);
    }

    private Optional<Pod> unread() {
      return pods.get().stream()
          .filter(PodLogs::hasBegun)
          .filter(candidate -> !read.contains(candidate.getMetadata().getName()))
          .findFirst();
    }

    private void open(Pod pod) {
      name = pod.getMetadata().getName();
      read.add(name);
      log = PodLog.follow(client, namespace, pod);
      if (closed) {
        log.close();
      }
    }

    private List<String> lines() {
      try {
        LogTail.Chunk chunk = log.next();
        if (!chunk.more()) {
          log = null;
        }
        return chunk.lines();
      } catch (KubernetesClientException e) {
        log = null;
        miss(e);
        return List.of();
      }
    }

    /**
     * The lines of a pod that is gone are gone; another's failure keeps back no later pod's lines.
     */
    private void miss(KubernetesClientException e) {
      if (e.getCode() == HttpURLConnection.HTTP_NOT_FOUND && isGone()) {
        return;
      }
      if (unread().isEmpty()) {
        throw e;
      }
      missed = e;
    }

    private boolean isGone() {
      return pods.get().stream().noneMatch(pod -> pod.getMetadata().getName().equals(name));
    }

    /** Also while a line is awaited, which then does not come. */
    void close() {
      closed = true;
      PodLog open = log;
      if (open != null) {
        open.close();
      }
    }
  }
}
