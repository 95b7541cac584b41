package io.emend.inference;

import io.emend.engine.ContinuousBatchingEngine;
import io.emend.engine.Engine;
import io.emend.engine.EngineGroup;
import io.emend.engine.EngineOptions;
import io.emend.engine.GenerationListener;
import io.emend.engine.GenerationRequest;
import io.emend.engine.GenerationResult;
import io.emend.engine.Sampling;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Role;
import io.emend.model.LoadedModel;
import io.emend.model.ModelLoader;
import io.emend.model.ModelProfile;
import io.emend.model.Precision;
import io.emend.model.Processor;
import io.emend.storage.StorePatience;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The model in service. It loads in the background after the start, answers a question to warm up,
 * and is ready from then on; until then, requests are refused with the reason.
 */
@Singleton
public class ServingModel {
  private static final Logger LOG = Logger.getLogger(ServingModel.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  private final InferenceConfig config;
  private final ServedAdapters adapters;
  private final ModelFiles files;
  private final boolean serving;
  private final StorePatience patience;
  private final CompletableFuture<Loaded> loaded = new CompletableFuture<>();
  private Thread loading;

  /** What is there once the model is loaded. */
  private record Loaded(List<LoadedModel> copies, Engine engine) {}

  ServingModel(
      InferenceConfig config,
      FunctionsConfig functions,
      ServedAdapters adapters,
      ModelFiles files,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean http) {
    this.config = config;
    this.adapters = adapters;
    this.files = files;
    this.serving = http && functions.functions().stream().anyMatch(ServedFunction::needsModel);
    this.patience = new StorePatience(serving ? STORE_PAUSE : Duration.ZERO);
  }

  void start(@Observes StartupEvent event) {
    if (serving) {
      loading = new Thread(this::load, "emend-load");
      loading.setDaemon(true);
      loading.start();
    }
  }

  /** Loads at once, for commands that ask without a server. */
  public void load() {
    try {
      EmendException.require(
          config.replicas() >= 1,
          "emend.inference.replicas",
          "must be 1 or more",
          config.replicas());
      ModelReference reference = new ModelReference(config.model());
      Path directory = patience.until(() -> files.of(reference));
      List<LoadedModel> copies =
          Stream.generate(() -> copy(reference, directory)).limit(config.replicas()).toList();
      Engine engine = new EngineGroup(copies.stream().map(this::engine).toList());
      patience.until(() -> adapters.open(engine, reference.id()));
      loaded.complete(new Loaded(copies, engine));
      LOG.infof("model %s is ready", reference.id());
    } catch (RuntimeException e) {
      LOG.error("the model cannot be loaded", e);
      loaded.completeExceptionally(e);
    }
  }

  private LoadedModel copy(ModelReference reference, Path directory) {
    Precision precision = Precision.valueOf(config.precision().toUpperCase(Locale.ROOT));
    return ModelLoader.load(reference.id(), directory, precision, config.device());
  }

  private Engine engine(LoadedModel model) {
    Engine engine = new ContinuousBatchingEngine(model, options());
    warmUp(model.processor(), engine);
    return engine;
  }

  private EngineOptions options() {
    EngineOptions standard = EngineOptions.DEFAULT;
    return new EngineOptions(
        config.batch(),
        config.slots(),
        config.queueCapacity(),
        config.maxLength(),
        standard.prefillChunk(),
        standard.pictures());
  }

  private void warmUp(Processor processor, Engine engine) {
    CompletableFuture<GenerationResult> answer = new CompletableFuture<>();
    Sampling oneToken = new Sampling(0, 1, 0, 0, 1, null, 1, List.of(), -1);
    engine.submit(
        new GenerationRequest(
            processor.prompt(List.of(ChatMessage.text(Role.USER, "Hello"))),
            oneToken,
            Instant.now().plus(config.deadline())),
        new GenerationListener() {
          @Override
          public void onText(String text) {}

          @Override
          public void onComplete(GenerationResult result) {
            answer.complete(result);
          }

          @Override
          public void onError(EmendException error) {
            answer.completeExceptionally(error);
          }
        });
    answer.join();
  }

  void stop(@Observes ShutdownEvent event) {
    patience.end();
    awaitLoading();
    adapters.close();
    if (loaded.isDone() && !loaded.isCompletedExceptionally()) {
      loaded.join().engine().close();
      loaded.join().copies().forEach(LoadedModel::close);
    }
  }

  /** A process that ends while native code still loads weights would abort. */
  private void awaitLoading() {
    if (loading != null) {
      try {
        loading.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Whether this instance answers questions over HTTP at all. */
  public boolean serving() {
    return serving;
  }

  /** Why the model cannot answer, or an empty text when it can. */
  public String obstacle() {
    if (loaded.isCompletedExceptionally()) {
      return "the model cannot be loaded: " + loaded.handle((ok, e) -> e.getMessage()).join();
    }
    return loaded.isDone() ? "" : "the model is loading" + patience.reason();
  }

  /**
   * Requests that a caller of many may have under way: enough to keep the engine busy, and none is
   * refused, even if all of them wait.
   */
  public int comfortableLoad() {
    return Math.min(2 * config.batch() * config.replicas(), config.queueCapacity());
  }

  public Engine engine() {
    return ready().engine();
  }

  public Processor processor() {
    return ready().copies().get(0).processor();
  }

  /** As {@link #id}, known before the model is loaded and where it never is. */
  public String baseName() {
    return new ModelReference(config.model()).id();
  }

  /** The base model's name in the API. */
  public String id() {
    return profile().id();
  }

  public ModelProfile profile() {
    return ready().copies().get(0).model().profile();
  }

  /**
   * Who answers a request.
   *
   * @param name the base model's, an adapter's, or null for what is in production
   * @throws EmendException {@code model_not_found}
   */
  public ModelChoice require(String name) {
    ready();
    return adapters.resolve(name);
  }

  /** Name of who answers a request, where no model is in service that of who does elsewhere. */
  public String answering(String name) {
    return serving || loaded.isDone()
        ? require(name).name()
        : adapters.registered(baseName(), name).name();
  }

  private Loaded ready() {
    String obstacle = obstacle();
    if (!obstacle.isEmpty()) {
      throw new EmendException(ErrorCode.MODEL_NOT_READY, obstacle);
    }
    return loaded.join();
  }
}
