package io.emend.inference.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.DefaultSettings;
import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import io.emend.generation.TokenLogprob;
import io.emend.inference.InferenceConfig;
import io.emend.inference.adapter.ServedAdapters;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.chat.ModelChoice;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.http.FunctionsConfig;
import io.emend.inference.http.HttpServing;
import io.emend.inference.http.ShutdownTime;
import io.emend.inference.registry.RegistryStore;
import io.emend.inference.serving.ModelHealth;
import io.emend.inference.telemetry.StartMetrics;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.Prompt;
import io.emend.scenes.SceneSample;
import io.emend.scenes.SceneSource;
import io.emend.scenes.picture.ScenePainter;
import io.emend.storage.ObjectStore;
import io.emend.storage.cache.LocalCache;
import io.emend.storage.file.FileObjectStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundled model, loaded and asked as the server does it. */
class ServingModelTest {
  private static final InferenceConfig CONFIG = DefaultSettings.of(InferenceConfig.class);
  private static final SceneSource SCENES = SceneSource.open("plain/validation");
  private static final StartMetrics TIMES = new StartMetrics(new SimpleMeterRegistry());
  private static ServingModel model;
  @TempDir static Path folder;

  @BeforeAll
  static void load() {
    model = loaded();
  }

  @AfterAll
  static void stop() {
    model.stop(new ShutdownEvent());
  }

  private static ServingModel unloaded() {
    ObjectStore store = new FileObjectStore(folder);
    ServedAdapters adapters = new ServedAdapters(new RegistryStore(store), CONFIG);
    ModelStart start =
        new ModelStart(
            CONFIG, new ModelFiles(LocalCache.unused()), adapters, new AdapterFiles(store), TIMES);
    return new ServingModel(
        CONFIG,
        new HttpServing(DefaultSettings.of(FunctionsConfig.class), true),
        adapters,
        start,
        new ShutdownTime(Optional.empty(), Optional.empty()));
  }

  private static ServingModel loaded() {
    ServingModel model = unloaded();
    model.load();
    return model;
  }

  private static ModelHealth health(ServingModel model) {
    return new ModelHealth(model, model);
  }

  private static Prompt prompt(Processor processor, int index) {
    SceneSample sample = SCENES.sample(index);
    PixelValues pixels =
        processor.preprocess(new ScenePainter().paint(sample.scene()), sample.id());
    Text question = new Text(sample.question().prompt());
    return processor.prompt(
        List.of(new ChatMessage(Role.USER, List.of(new Picture(pixels), question))));
  }

  private static CompletableFuture<ChatResult> ask(ServingModel model, int index) {
    Sampling sampled = new Sampling(1, 1, 0, 0, 1, (long) index, 48, List.of(), 0, TokenBias.NONE);
    return new EmbeddedChatModel(model, CONFIG)
        .generate(
            new PromptTokens(prompt(model.processor(), index)),
            sampled,
            new ModelChoice("emend-tiny", Optional.empty()))
        .subscribeAsCompletionStage();
  }

  /** Token and its log-probability to the last bit. */
  private static List<TokenLogprob> said(CompletableFuture<ChatResult> answer) {
    return answer.join().logprobs();
  }

  @Test
  void theBundledModelIsReadyOnceItHasAnswered() {
    assertThat(health(model).call().getStatus()).isEqualTo(Status.UP);
  }

  @Test
  void aModelThatIsNotLoadedIsNotReady() {
    assertThat(health(unloaded()).call().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void aModelThatIsNotLoadedSaysSo() {
    assertThatThrownBy(() -> unloaded().engine())
        .isInstanceOf(EmendException.class)
        .hasMessage("the model is loading");
  }

  @Test
  void theBundledModelIsKnownByItsName() {
    assertThat(model.baseName()).isEqualTo("emend-tiny");
  }

  @Test
  void aSeedSaysTheSameAloneAndAmongEight() {
    List<CompletableFuture<ChatResult>> together =
        IntStream.range(0, 8).mapToObj(index -> ask(model, index)).toList();
    ServingModel fresh = loaded();
    for (int index = 0; index < 8; index++) {
      assertThat(said(ask(fresh, index))).isEqualTo(said(together.get(index)));
    }
    fresh.stop(new ShutdownEvent());
  }
}
