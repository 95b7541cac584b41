package io.emend.engine;

import static io.emend.engine.EngineBench.NEVER;
import static io.emend.engine.EngineBench.greedy;
import static io.emend.engine.EngineBench.seeded;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.engine.Engine.Cancellation;
import io.emend.generation.EngineStats;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Many clients at once, some of which give up, come late or meet a failing model. */
class SoakTest {
  private static final int CLIENTS = 16;
  private static final int REQUESTS = 60;

  private final FakeModel model = new FakeModel();
  private final EngineBench bench = new EngineBench(model, EngineBench.options(8, 10, 1000));
  private final Queue<Heard> all = new ConcurrentLinkedQueue<>();

  private void ask(SplittableRandom random) {
    Heard heard = new Heard();
    all.add(heard);
    String prompt = "<" + random.nextInt(9) + ">what " + "x".repeat(random.nextInt(60));
    Instant deadline =
        random.nextInt(10) == 0 ? Instant.now().plusMillis(random.nextInt(5)) : NEVER;
    Cancellation cancellation =
        bench
            .engine()
            .submit(
                new GenerationRequest(
                    FakeProcessor.prompt(prompt), seeded(random.nextLong(), 20), deadline),
                heard);
    if (random.nextInt(5) == 0) {
      cancellation.cancel();
    }
    if (random.nextInt(3) == 0) {
      heard.awaitEnd();
    }
  }

  private void soak() throws InterruptedException {
    SplittableRandom faults = new SplittableRandom(1);
    model.before(
        step -> {
          if (faults.nextInt(200) == 0) {
            throw new IllegalStateException("broken now and then");
          }
        });
    List<Thread> clients = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      SplittableRandom random = new SplittableRandom(i);
      Thread client = new Thread(() -> random.ints(REQUESTS).forEach(n -> ask(random)));
      client.start();
      clients.add(client);
    }
    for (Thread client : clients) {
      client.join();
    }
    all.forEach(Heard::awaitEnd);
    model.before(step -> {});
  }

  private EngineStats idleStats() throws InterruptedException {
    EngineStats stats = bench.engine().stats();
    for (int i = 0; i < 1000 && stats.running() > 0; i++) {
      TimeUnit.MILLISECONDS.sleep(5);
      stats = bench.engine().stats();
    }
    return stats;
  }

  @Test
  void everyRequestEndsOnceAndEverySlotComesBack() throws InterruptedException {
    soak();
    EngineStats stats = idleStats();
    assertThat(all).hasSize(CLIENTS * REQUESTS).allMatch(heard -> heard.ends() == 1);
    assertThat(stats.running()).isZero();
    assertThat(stats.cacheUsage()).isZero();
    assertThat(stats.finishedStop() + stats.finishedLength() + stats.failed())
        .isEqualTo(CLIENTS * REQUESTS);
    bench.engine().close();
    assertThat(model.openFeatures()).isZero();
  }

  @Test
  void textsAreRightAfterTheSoak() throws InterruptedException {
    soak();
    for (int i = 0; i < 9; i++) {
      String prompt = "<" + i + ">what xxxxx";
      assertThat(bench.ask(prompt, greedy(30)).text())
          .isEqualTo(EngineBench.alone(prompt, greedy(30)));
    }
    bench.close();
  }
}
