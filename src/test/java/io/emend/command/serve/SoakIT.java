package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.Soak;
import io.emend.command.app.PackagedApp;
import io.emend.command.app.RunningApp;
import io.emend.command.app.Traffic;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Hundreds of requests, in a soak run thousands, of many kinds from sixteen clients at once. */
@Timeout(1800)
@Order(Integer.MAX_VALUE - 2)
class SoakIT {
  private static final int CLIENTS = 16;
  private static final int WARM = 200;
  private static final int REQUESTS = Soak.length(2_000, 600);

  @TempDir Path scratch;

  private static void ask(Traffic traffic, int from, int to, Queue<Throwable> failures)
      throws InterruptedException {
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    IntStream.range(from, to)
        .forEach(
            n ->
                clients.execute(
                    () -> {
                      try {
                        traffic.request(n);
                      } catch (Exception | AssertionError e) {
                        failures.add(e);
                      }
                    }));
    clients.shutdown();
    assertThat(clients.awaitTermination(8, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void noRequestFailsAndMemoryStaysWhatItWas() throws Exception {
    Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    ProcessBuilder server = PackagedApp.asShipped(RunningApp.SERVE);
    server.environment().put("EMEND_STORAGE_PATH", scratch.resolve("store").toString());
    try (RunningApp app = RunningApp.start(scratch, server)) {
      app.awaitReady();
      Traffic traffic = new Traffic(app);
      ask(traffic, 0, WARM, failures);
      long warm = app.resident();
      long start = System.nanoTime();
      ask(traffic, WARM, REQUESTS, failures);
      long end = app.resident();
      System.out.printf(
          "soak: RSS %d MiB after %d requests, %d MiB after %d, %.1f requests/s%n",
          warm >> 10,
          WARM,
          end >> 10,
          REQUESTS,
          (REQUESTS - WARM) * 1e9 / (System.nanoTime() - start));
      assertThat(failures).isEmpty();
      assertThat((double) end).isLessThan(1.1 * warm);
    }
  }
}
