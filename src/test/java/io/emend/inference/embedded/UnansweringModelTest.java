package io.emend.inference.embedded;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.inference.SwapModel;
import io.emend.inference.serving.ModelHealth;
import io.emend.inference.telemetry.StartMetrics;
import io.emend.model.weights.Checkpoint;
import io.emend.model.weights.SafetensorsWriter;
import io.emend.model.weights.TensorView;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Models and adapters that load, or look as if they did, and cannot answer. */
@Timeout(120)
class UnansweringModelTest {
  private static final Path SOUND = Path.of("src/test/resources/golden/clip-gqa-tied/model");

  @TempDir Path store;
  @TempDir Path folder;
  private ServingModel model;

  @AfterEach
  void stop() {
    model.stop(new ShutdownEvent());
  }

  private void serve(Path directory) {
    model =
        UnstartedModel.of(
            store,
            Map.of(
                "emend.inference.model", directory.toString(),
                "emend.inference.max-length", "512",
                "emend.inference.registry-poll", "50ms"),
            new StartMetrics(new SimpleMeterRegistry()));
    model.start(new StartupEvent());
  }

  private HealthCheckResponse ready() {
    return new ModelHealth(model, model).call();
  }

  private String state() {
    return String.valueOf(ready().getData().orElseThrow().get("state"));
  }

  private void awaitState(String part) throws InterruptedException {
    while (!state().contains(part)) {
      Thread.sleep(10);
    }
  }

  private Path copy() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("model"));
    try (Stream<Path> files = Files.list(SOUND)) {
      for (Path file : files.toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  /** The same tensors with one value everywhere. */
  private static void fill(Path weights, float value) throws IOException {
    byte[] bytes = Files.readAllBytes(weights);
    Path whole = weights.resolveSibling("whole");
    Files.write(whole, bytes);
    try (Checkpoint file = Checkpoint.open(whole.getParent(), "whole")) {
      SafetensorsWriter.write(
          weights,
          file.names().stream()
              .map(name -> filled(file.tensor(name), value))
              .collect(toMap(TensorView::name, Function.identity())));
    }
    Files.delete(whole);
  }

  private static TensorView filled(TensorView tensor, float value) {
    ByteBuffer values =
        ByteBuffer.allocate(tensor.bytes().remaining()).order(ByteOrder.LITTLE_ENDIAN);
    while (values.hasRemaining()) {
      values.putFloat(value);
    }
    return new TensorView(tensor.name(), tensor.type(), tensor.shape(), values.flip());
  }

  private Path adapter(String id) {
    return store.resolve("jobs/" + id + "/adapter/adapter_model.safetensors");
  }

  @Test
  void weightsThatAreNotFiniteAreToldByName() throws Exception {
    Path copy = copy();
    fill(copy.resolve(Checkpoint.SINGLE), Float.NaN);
    serve(copy);
    model.settled().toCompletableFuture().join();
    assertThat(state()).contains("model_invalid: ", "weight must be finite as F32");
    assertThat(ready().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void anActivationThatNobodyKnowsIsToldByName() throws Exception {
    Path copy = copy();
    Path config = copy.resolve("config.json");
    Files.writeString(config, Files.readString(config).replace("quick_gelu", "fancy_gelu"));
    serve(copy);
    awaitState("fancy_gelu");
    assertThat(state()).containsAnyOf("internal: ", "model_invalid: ");
    assertThat(ready().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void anAdapterThatOverflowsIsNotPutIntoProductionAndARollbackEndsThat() throws Exception {
    SwapModel.fill(store);
    fill(adapter("one"), Float.MAX_VALUE);
    serve(SOUND);
    awaitState("adapter one cannot be put into production: adapter one must compute finite");
    assertThat(ready().getStatus()).isEqualTo(Status.DOWN);
    UnstartedModel.registries(store).update("model", now -> now.rollback(Instant.now()));
    model.settled().toCompletableFuture().join();
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
    assertThat(model.require(null).name()).isEqualTo("model");
  }

  @Test
  void anAdapterWithoutFiniteWeightsIsNotServedAndSaysWhy() throws Exception {
    SwapModel.fill(store);
    fill(adapter("two"), Float.NaN);
    serve(SOUND);
    model.settled().toCompletableFuture().join();
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
    assertThatThrownBy(() -> model.require("two"))
        .hasMessageContaining("model two is registered and not served: model_invalid: ");
  }

  @Test
  void aPromotionElsewhereOfWhatCannotAnswerIsToldWhileTheOldOneAnswers() throws Exception {
    SwapModel.fill(store);
    fill(adapter("two"), Float.MAX_VALUE);
    serve(SOUND);
    model.settled().toCompletableFuture().join();
    UnstartedModel.registries(store)
        .update("model", now -> now.promote("two", null, List.of(), Instant.now()));
    while (!ready().getData().orElseThrow().containsKey("registry")) {
      Thread.sleep(10);
    }
    assertThat(ready().getStatus()).isEqualTo(Status.UP);
    assertThat(model.require(null).name()).isEqualTo("one");
  }
}
