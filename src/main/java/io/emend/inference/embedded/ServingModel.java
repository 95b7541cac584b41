package io.emend.inference.embedded;

import io.emend.concurrent.NamedExecutors;
import io.emend.engine.Engine;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.Explanation;
import io.emend.generation.EngineStats;
import io.emend.inference.EngineKind;
import io.emend.inference.InferenceConfig;
import io.emend.inference.adapter.ServedAdapters;
import io.emend.inference.chat.EngineDescription;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelChoice;
import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.chat.ServedModel;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.inference.http.HttpServing;
import io.emend.inference.http.ShutdownTime;
import io.emend.inference.registry.Registry;
import io.emend.model.ModelProfile;
import io.emend.model.Processor;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The model in service. It loads in the background after the start, answers questions of its own to
 * warm up, and is ready from then on; who asks before is refused with the reason.
 */
@Singleton
@Typed(ServingModel.class)
public class ServingModel implements ModelCatalog, ModelLifecycle {
  private static final Logger LOG = Logger.getLogger(ServingModel.class);

  private final InferenceConfig config;
  private final ServedAdapters adapters;
  private final ModelStart start;
  private final ShutdownTime time;
  private final boolean serving;
  private final ModelSelfTest check;
  private final Instant created = Instant.now();
  private final CompletableFuture<InService> loaded = new CompletableFuture<>();
  private final ExecutorService loader = NamedExecutors.single("emend-load");
  private volatile boolean stopping;

  public ServingModel(
      InferenceConfig config,
      HttpServing http,
      ServedAdapters adapters,
      ModelStart start,
      ShutdownTime time) {
    this.config = config;
    this.adapters = adapters;
    this.start = start;
    this.time = time;
    this.check = new ModelSelfTest(this::askItself, config.registryPoll());
    this.serving = config.engine() == EngineKind.EMBEDDED && http.needsModel();
  }

  void start(@Observes StartupEvent event) {
    if (serving) {
      loader.execute(() -> load(start::forServer));
    }
  }

  @Override
  public void load() {
    loaded.complete(start.forCommand());
  }

  @Override
  public void loadPatiently() {
    loaded.complete(start.forJob());
  }

  private void load(Supplier<InService> how) {
    try {
      loaded.complete(how.get());
    } catch (RuntimeException | Error e) {
      if (stopping) {
        LOG.infof("the model is loaded no further: %s", Explanation.of(e));
      } else {
        LOG.errorf(foreseen(e) ? null : e, "the model cannot be loaded: %s", Explanation.of(e));
      }
      loaded.completeExceptionally(e);
    }
  }

  /** Connections are open still: what is not finished in time is told so over them. */
  void drain(@Observes ShutdownDelayInitiatedEvent event) {
    loadNoFurther();
    time.whenOver(() -> loaded.thenAccept(model -> model.engine().close()));
  }

  public void stop(@Observes ShutdownEvent event) {
    loadNoFurther();
    try {
      awaitLoading();
      adapters.close();
      if (loaded.isDone() && !loaded.isCompletedExceptionally()) {
        loaded.join().close();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A model that is not there yet is not needed any more; who waits for it is told so. */
  private void loadNoFurther() {
    stopping = true;
    start.end();
    if (loaded.isDone()) {
      loader.shutdown();
    } else {
      loader.shutdownNow();
    }
  }

  /** A process that ends while native code still loads weights would abort. */
  private void awaitLoading() throws InterruptedException {
    boolean ended = false;
    while (!ended) {
      ended = loader.awaitTermination(1, TimeUnit.MINUTES);
    }
  }

  @Override
  public boolean serving() {
    return serving;
  }

  @Override
  public boolean starting() {
    return serving && !stopping && !loaded.isDone() && start.waitsFor().isEmpty();
  }

  @Override
  public boolean awaited() {
    return starting();
  }

  @Override
  public CompletionStage<Void> settled() {
    return loaded.handle((model, e) -> null);
  }

  @Override
  public Uni<Void> untilReady() {
    if (!serving) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .completionStage(() -> loaded.thenRun(() -> {}))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .onFailure()
        .recoverWithUni(Uni.createFrom().nothing());
  }

  @Override
  public String unavailableReason() {
    if (stopping && (!loaded.isDone() || loaded.isCompletedExceptionally())) {
      return "the server is shutting down";
    }
    if (loaded.isCompletedExceptionally()) {
      return "the model cannot be loaded: " + loaded.handle((ok, e) -> Explanation.of(e)).join();
    }
    return loaded.isDone() ? "" : "the model is loading" + start.waitsFor();
  }

  @Override
  public String trouble() {
    String unavailableReason = unavailableReason();
    return unavailableReason.isEmpty() ? check.trouble() : unavailableReason;
  }

  @Override
  public String behind() {
    return adapters.behind();
  }

  /** Hears of each request that failed. */
  void failed(EmendException error) {
    check.failed(error);
  }

  private CompletableFuture<Void> askItself() {
    return new OwnQuestions(processor(), config)
        .ask(engine(), 1, 1, adapters.resolve(null).adapter());
  }

  private static boolean foreseen(Throwable failure) {
    return failure instanceof EmendException known && known.code() != ErrorCode.INTERNAL;
  }

  @Override
  public int maxConcurrency() {
    return Math.min(2 * config.batch() * config.replicas(), config.queueCapacity());
  }

  Engine engine() {
    return ready().engine();
  }

  @Override
  public EngineStats stats() {
    return unavailableReason().isEmpty() ? loaded.join().stats() : EngineStats.NONE;
  }

  Processor processor() {
    return ready().processor();
  }

  @Override
  public Optional<String> name() {
    return Optional.of(baseName());
  }

  @Override
  public String baseName() {
    return reference().id();
  }

  @Override
  public ModelReference reference() {
    return new ModelReference(config.model());
  }

  ModelProfile profile() {
    return ready().profile();
  }

  @Override
  public ModelChoice require(String name) {
    ready();
    return adapters.resolve(name);
  }

  @Override
  public List<ServedModel> models() {
    ModelProfile base = profile();
    return adapters.models(base.id(), created, base.contextLength());
  }

  @Override
  public void refresh() {
    adapters.refresh();
  }

  @Override
  public void swap(Registry next) {
    adapters.swap(next);
  }

  @Override
  public String absence(String adapter) {
    return adapters.absence(adapter);
  }

  @Override
  public String answering(String name) {
    return serving || loaded.isDone()
        ? require(name).name()
        : adapters.registered(baseName(), name).name();
  }

  @Override
  public EngineDescription description() {
    String reason = serving ? unavailableReason() : "no model is served here";
    Integer contextLength = reason.isEmpty() ? profile().contextLength() : null;
    return EngineDescription.embedded(baseName(), contextLength, adapters.ids(), reason, stats());
  }

  private InService ready() {
    String unavailableReason = unavailableReason();
    if (!unavailableReason.isEmpty()) {
      // A model that could not be loaded is there no sooner if somebody asks again.
      boolean passing = stopping || !loaded.isCompletedExceptionally();
      throw ModelLifecycle.notReady(unavailableReason, passing);
    }
    return loaded.join();
  }
}
