package io.emend.operation.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.collection.CollectionRequest;
import io.emend.collection.CollectionSpec;
import io.emend.collection.CorrectionClient;
import io.emend.collection.Origin;
import io.emend.collection.PlannedSample;
import io.emend.jobs.IdempotencyKey;
import io.emend.operation.OperationState;
import io.emend.operation.job.Supervisor;
import io.emend.operation.job.UnobservedJobs;
import io.emend.preference.LabelledCorrection;
import io.smallrye.mutiny.Uni;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class CollectionsTest {
  @TempDir Path folder;
  private Bench bench;
  private Collections service;

  @BeforeEach
  void open() {
    bench = new Bench(folder);
  }

  @AfterEach
  void stop() {
    if (service != null) {
      service.stop();
    }
  }

  /** Turns that never end, and count who lets go of them. */
  private static final class Endless implements CorrectionClient {
    private final CompletableFuture<Void> asked = new CompletableFuture<>();
    private final AtomicInteger released = new AtomicInteger();

    @Override
    public boolean isAnswered() {
      return true;
    }

    @Override
    public String answering(String model) {
      return "endless";
    }

    @Override
    public Uni<LabelledCorrection> answer(CollectionSpec spec, PlannedSample sample) {
      return Uni.createFrom()
          .emitter(
              turn -> {
                turn.onTermination(released::incrementAndGet);
                asked.complete(null);
              });
    }
  }

  private Collections service(CorrectionClient turns) {
    Supervisor jobs = UnobservedJobs.over(folder.resolve("store"));
    service = new Collections(bench.records(), bench.runs(turns, 3), jobs);
    return service;
  }

  private static void awaitEnd(Collections service, String id) throws InterruptedException {
    while (!service.get(id).operation().status().state().ended()) {
      Thread.sleep(20);
    }
  }

  private CollectionRequest request(int questions) {
    return Bench.request(bench.questions(questions), 1);
  }

  @Test
  void aCollectionThatIsTakenRunsToItsEnd() throws InterruptedException {
    Collections service = service(new DrawnCorrections());
    String id = service.submit(request(20), IdempotencyKey.of(null)).operation().id();
    awaitEnd(service, id);
    assertThat(service.get(id).operation().status().state()).isEqualTo(OperationState.SUCCEEDED);
  }

  /** Its turns end in no other way. */
  @Test
  void aCancelledRunLetsGoOfTheEngine() throws Exception {
    Endless turns = new Endless();
    Collections service = service(turns);
    String id = service.submit(request(20), IdempotencyKey.of(null)).operation().id();
    turns.asked.get(30, TimeUnit.SECONDS);
    service.cancel(id);
    while (turns.released.get() < 3) {
      Thread.sleep(10);
    }
    assertThat(service.get(id).operation().status().state()).isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void whatWaitsIsCancelledWithoutARun() throws Exception {
    Endless turns = new Endless();
    Collections service = service(turns);
    service.submit(request(20), IdempotencyKey.of(null));
    String waiting = service.submit(request(20), IdempotencyKey.of(null)).operation().id();
    assertThat(service.cancel(waiting).operation().status().state())
        .isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void aServerThatStartsGoesOnWithWhatHasNotEnded() throws Exception {
    String id = bench.add(bench.questions(20));
    Collections server = service(new DrawnCorrections());
    server.recover();
    awaitEnd(server, id);
    assertThat(server.get(id).operation().status().progress().done()).isEqualTo(20);
  }

  @Test
  void aStoppedServerLeavesTheCollectionOpen() throws Exception {
    Endless turns = new Endless();
    Collections service = service(turns);
    String id = service.submit(request(20), IdempotencyKey.of(null)).operation().id();
    turns.asked.get(30, TimeUnit.SECONDS);
    service.stop();
    while (turns.released.get() < 1) {
      Thread.sleep(10);
    }
    assertThat(service.get(id).operation().status().state()).isEqualTo(OperationState.RUNNING);
  }

  @Test
  void aCommandGoesOnWithTheCollectionThatAsksForTheSame() {
    CollectionRequest request = request(20);
    String begun =
        bench.records().add(request.spec("col-" + UUID.randomUUID(), "drawn", Origin.COMMAND)).id();
    StoredCollection done = service(new DrawnCorrections()).run(request, written -> {});
    assertThat(done.id()).isEqualTo(begun);
  }

  @Test
  void ofTwoRunsOfOneCollectionOneRecords() {
    String id = bench.add(bench.questions(80));
    CompletableFuture<Void> other = CompletableFuture.runAsync(() -> bench.run(id));
    bench.run(id);
    other.join();
    assertThat(bench.status(id).progress().done()).isEqualTo(80);
  }

  @Test
  void anAbsentSourceIsRefusedBeforeAnythingIsKept() {
    Path absent = folder.resolve("absent.jsonl");
    assertThatThrownBy(
            () ->
                service(new DrawnCorrections())
                    .submit(Bench.request(absent, 1), IdempotencyKey.of(null)))
        .hasMessageContaining("must be a readable file");
  }
}
