package io.emend.inference.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.generation.EngineStats;
import io.emend.inference.SwapModel;
import io.emend.inference.serving.ModelHealth;
import io.emend.inference.serving.StartHealth;
import io.emend.inference.telemetry.StartMetrics;
import io.emend.inference.telemetry.StartPhase;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A small random checkpoint, brought into service as a server or a command does it. */
@Timeout(300)
class ModelStartTest {
  private static final String MODEL = "src/test/resources/golden/clip-gqa-tied/model";

  @TempDir Path store;
  private final StartMetrics times = new StartMetrics(new SimpleMeterRegistry());
  private ServingModel model;

  @AfterEach
  void stop() {
    model.stop(new ShutdownEvent());
  }

  private void create(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(changes);
    settings.putIfAbsent("emend.inference.model", MODEL);
    settings.putIfAbsent("emend.inference.max-length", "512");
    settings.put("emend.inference.registry-poll", "50ms");
    model = UnstartedModel.of(store, settings, times);
  }

  private void serve(Map<String, String> changes) {
    create(changes);
    model.start(new StartupEvent());
    model.settled().toCompletableFuture().join();
  }

  private HealthCheckResponse ready() {
    return new ModelHealth(model, model).call();
  }

  private HealthCheckResponse started() {
    return new StartHealth(model).call();
  }

  private String state() {
    return String.valueOf(ready().getData().orElseThrow().get("state"));
  }

  @Test
  void aServerIsReadyWhenItHasAnsweredToWarmUp() {
    serve(Map.of());
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
    assertThat(times.after(StartPhase.WARMUP)).isPresent();
  }

  @Test
  void phasesEndOneAfterTheOther() {
    serve(Map.of());
    Duration weights = times.after(StartPhase.WEIGHTS).orElseThrow();
    assertThat(weights).isPositive();
    assertThat(times.after(StartPhase.WARMUP).orElseThrow()).isGreaterThan(weights);
  }

  @Test
  void whatWarmedUpIsNobodysFirstToken() {
    serve(Map.of());
    assertThat(times.after(StartPhase.FIRST_TOKEN)).isEmpty();
  }

  @Test
  void whatWarmedUpIsNotCounted() {
    serve(Map.of());
    assertThat(model.engine().stats().generatedTokens()).isPositive();
    assertThat(model.stats().generatedTokens()).isZero();
    assertThat(model.stats().promptTokens()).isZero();
  }

  @Test
  void whatWarmedUpIsNotKept() throws IOException {
    serve(Map.of());
    try (Stream<Path> files = Files.list(store)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void everyCopyWarmsUp() {
    serve(Map.of("emend.inference.batch", "1", "emend.inference.replicas", "2"));
    EngineStats stats = model.engine().stats();
    assertThat(stats.finishedStop() + stats.finishedLength()).isEqualTo(4);
  }

  @Test
  void aQueueShorterThanTheBatchIsNotOverrun() {
    serve(Map.of("emend.inference.batch", "4", "emend.inference.queue-capacity", "1"));
    assertThat(state()).isEqualTo("ready");
  }

  @Test
  void aServerThatDoesNotWarmUpIsReadyAsWell() {
    serve(Map.of("emend.inference.warm-up", "false"));
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
    assertThat(times.after(StartPhase.WARMUP)).isEmpty();
  }

  @Test
  void aCommandDoesNotWarmUp() {
    create(Map.of());
    model.load();
    assertThat(model.engine().stats()).isEqualTo(EngineStats.NONE);
  }

  @Test
  void aModelThatWarmsUpForLongerThanUsualBecomesReady() {
    serve(Map.of("emend.inference.warm-up-limit", "1ms"));
    assertThat(state()).isEqualTo("ready");
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aContextTooShortForAPictureIsToldAtTheStart() {
    serve(Map.of("emend.inference.max-length", "8"));
    assertThat(state()).contains("the context holds 8");
  }

  /** To start it again would not mend it. */
  @Test
  void aStartThatFailedIsOver() {
    serve(Map.of("emend.inference.max-length", "8"));
    assertThat(started().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aModelThatIsNotThereIsTold() {
    serve(Map.of("emend.inference.model", "/nowhere"));
    assertThat(state()).contains("the model cannot be loaded", "/nowhere");
  }

  @Test
  void aModelThatLoadsIsNotStarted() {
    create(Map.of());
    assertThat(started().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void theAdapterInProductionWarmsUpAndAnswers() {
    SwapModel.fill(store);
    serve(Map.of());
    assertThat(model.require(null).name()).isEqualTo("one");
  }

  @Test
  void anAdapterThatCannotBeLoadedIsToldAndTheBaseModelDoesNotAnswerForIt() throws Exception {
    SwapModel.fill(store);
    Path weights = store.resolve("jobs/one/adapter/adapter_model.safetensors");
    Path aside = Files.move(weights, store.resolve("aside"));
    create(Map.of());
    model.start(new StartupEvent());
    while (!state().contains("adapter one cannot be put into production")) {
      Thread.sleep(10);
    }
    assertThat(ready().getStatus()).isEqualTo(Status.DOWN);
    assertThat(started().getStatus()).isEqualTo(Status.UP);
    Files.move(aside, weights);
    model.settled().toCompletableFuture().join();
    assertThat(model.require(null).name()).isEqualTo("one");
  }

  @Test
  void aServerThatEndsWhileItWaitsSaysSo() throws Exception {
    SwapModel.fill(store);
    Files.delete(store.resolve("jobs/one/adapter/adapter_model.safetensors"));
    create(Map.of());
    model.start(new StartupEvent());
    while (!state().contains("adapter one")) {
      Thread.sleep(10);
    }
    model.stop(new ShutdownEvent());
    assertThat(state()).isEqualTo("the server is shutting down");
  }
}
