package io.emend.jobs;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.LogWatch;
import io.smallrye.mutiny.Multi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
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

  private static boolean hasBegun(Pod pod) {
    return !"Pending".equals(pod.getStatus().getPhase());
  }

  private static boolean hasEnded(Pod pod) {
    return Set.of("Succeeded", "Failed").contains(pod.getStatus().getPhase());
  }

  /** Where one reader stands. */
  private final class Tail {
    private final BooleanSupplier over;
    private final Set<String> read = new HashSet<>();
    private String pod;
    private volatile LogWatch watch;
    private BufferedReader lines;

    Tail(BooleanSupplier over) {
      this.over = over;
    }

    /** What has come since the last call. */
    LogTail.Chunk next() {
      // Asked before the read: what is written before the end is read then.
      boolean ended = over.getAsBoolean();
      if (watch == null && !open()) {
        return new LogTail.Chunk(List.of(), !ended);
      }
      try {
        return new LogTail.Chunk(lines(), true);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private boolean open() {
      Optional<Pod> next =
          pods.get().stream()
              .filter(PodLogs::hasBegun)
              .filter(candidate -> !read.contains(candidate.getMetadata().getName()))
              .findFirst();
      next.ifPresent(this::open);
      return next.isPresent();
    }

    private void open(Pod next) {
      pod = next.getMetadata().getName();
      watch =
          client
              .pods()
              .inNamespace(namespace)
              .withName(pod)
              .inContainer(JobManifest.container(next))
              .watchLog();
      lines = new BufferedReader(new InputStreamReader(watch.getOutput(), StandardCharsets.UTF_8));
    }

    /** To the end of a pod that has ended; else what is there. */
    private List<String> lines() throws IOException {
      boolean whole =
          pods.get().stream()
              .filter(candidate -> candidate.getMetadata().getName().equals(pod))
              .allMatch(PodLogs::hasEnded);
      List<String> found = new ArrayList<>();
      while (whole || lines.ready()) {
        String line = lines.readLine();
        if (line == null) {
          read.add(pod);
          close();
          break;
        }
        found.add(line);
      }
      return found;
    }

    /** Also while a line is awaited, which then does not come. */
    void close() {
      LogWatch open = watch;
      watch = null;
      if (open != null) {
        open.close();
      }
    }
  }
}
