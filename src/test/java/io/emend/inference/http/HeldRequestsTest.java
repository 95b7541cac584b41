package io.emend.inference.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.DefaultSettings;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.InferenceConfig;
import io.emend.inference.adapter.ServedAdapters;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.embedded.ModelStart;
import io.emend.inference.embedded.ServingModel;
import io.emend.inference.registry.RegistryStore;
import io.emend.inference.telemetry.StartMetrics;
import io.emend.storage.cache.LocalCache;
import io.emend.storage.file.FileObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Requests to a server whose model is not there yet; it loads when a test has it load. */
@Timeout(120)
class HeldRequestsTest {
  @TempDir Path store;
  private ServingModel model;

  private HeldRequests requests(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("emend.inference.model", "src/test/resources/golden/clip-gqa-tied/model");
    InferenceConfig config = DefaultSettings.of(InferenceConfig.class, settings);
    FileObjectStore objects = new FileObjectStore(store);
    ServedAdapters adapters = new ServedAdapters(new RegistryStore(objects), config);
    ModelStart start =
        new ModelStart(
            config,
            new ModelFiles(LocalCache.unused()),
            adapters,
            new AdapterFiles(objects),
            new StartMetrics(new SimpleMeterRegistry()));
    model =
        new ServingModel(
            config,
            new HttpServing(DefaultSettings.of(FunctionsConfig.class), true),
            adapters,
            start,
            new ShutdownTime(Optional.empty(), Optional.empty()));
    return new HeldRequests(() -> model, () -> config);
  }

  private static CompletableFuture<Void> ask(HeldRequests requests, String... preferences) {
    return requests.hold(List.of(preferences)).subscribeAsCompletionStage();
  }

  @Test
  void oneThatComesWhileTheModelLoadsGoesOnWhenItIsLoaded() throws Exception {
    CompletableFuture<Void> request = ask(requests(Map.of()));
    assertThat(request).isNotDone();
    model.load();
    request.get(10, TimeUnit.SECONDS);
    model.stop(new ShutdownEvent());
  }

  @Test
  void oneGoesOnToItsRefusalWhenTheTimeIsOver() throws Exception {
    ask(requests(Map.of("emend.inference.hold", "20ms"))).get(10, TimeUnit.SECONDS);
    assertThatThrownBy(() -> model.require(null))
        .isInstanceOfSatisfying(
            EmendException.class,
            refusal -> {
              assertThat(refusal.code()).isEqualTo(ErrorCode.MODEL_NOT_READY);
              assertThat(refusal.details()).containsKey("retryAfterSeconds");
            });
  }

  @Test
  void noneIsHeldWithoutTime() {
    assertThat(ask(requests(Map.of("emend.inference.hold", "0s")))).isDone();
  }

  @Test
  void oneThatPrefersToBeAnsweredLaterIsTakenAtOnce() {
    assertThat(ask(requests(Map.of()), "wait=5, respond-async")).isDone();
  }

  @Test
  void oneMoreThanMayWaitIsRefused() {
    HeldRequests requests = requests(Map.of("emend.inference.queue-capacity", "1"));
    ask(requests);
    assertThatThrownBy(() -> ask(requests))
        .isInstanceOf(EmendException.class)
        .hasMessage("1 requests wait for the model to load already");
  }

  @Test
  void whoGoesMakesRoomForAnother() {
    HeldRequests requests = requests(Map.of("emend.inference.queue-capacity", "1"));
    ask(requests).cancel(true);
    assertThat(ask(requests)).isNotDone();
  }

  @Test
  void oneThatComesWhenTheServerEndsGoesOnToItsRefusal() {
    HeldRequests requests = requests(Map.of());
    model.stop(new ShutdownEvent());
    assertThat(ask(requests)).isDone();
  }
}
