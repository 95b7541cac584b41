package io.emend.inference.remote;

import io.emend.error.EmendException;
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
import io.emend.inference.registry.Registry;
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
import java.util.concurrent.CompletionStage;

/** The model of a server, as far as it is there. */
@Singleton
@Typed(RemoteModel.class)
public class RemoteModel implements ModelCatalog, ModelLifecycle {
  private final InferenceConfig config;
  private final ServedAdapters adapters;
  private final EngineState state;
  private final EngineWatch watch;
  private final RemoteTraffic traffic;
  private final boolean serving;
  private final Instant created = Instant.now();

  RemoteModel(
      InferenceConfig config,
      HttpServing http,
      ServedAdapters adapters,
      EngineState state,
      EngineWatch watch,
      RemoteTraffic traffic) {
    this.config = config;
    this.adapters = adapters;
    this.state = state;
    this.watch = watch;
    this.traffic = traffic;
    this.serving = config.engine() == EngineKind.OPENAI && http.needsModel();
  }

  void start(@Observes StartupEvent event) {
    if (serving) {
      watch.start();
    }
  }

  /** Connections are open still: who is held is told that nothing comes. */
  void drain(@Observes ShutdownDelayInitiatedEvent event) {
    state.stop();
  }

  void stop(@Observes ShutdownEvent event) {
    if (config.engine() == EngineKind.OPENAI) {
      watch.stop();
    }
  }

  @Override
  public void load() {
    watch.lookOnce();
  }

  @Override
  public void loadPatiently() {
    watch.start();
    state.settled().join();
    state.require();
  }

  @Override
  public boolean serving() {
    return serving;
  }

  @Override
  public boolean starting() {
    return serving && state.starting();
  }

  @Override
  public boolean awaited() {
    return serving && state.awaited();
  }

  @Override
  public CompletionStage<Void> settled() {
    return state.settled();
  }

  @Override
  public Uni<Void> untilReady() {
    return serving
        ? Uni.createFrom()
            .completionStage(state::untilReady)
            .emitOn(Infrastructure.getDefaultWorkerPool())
        : Uni.createFrom().voidItem();
  }

  @Override
  public String unavailableReason() {
    return state.unavailableReason();
  }

  @Override
  public String trouble() {
    return state.unavailableReason();
  }

  @Override
  public EngineStats stats() {
    return traffic.stats();
  }

  @Override
  public int maxConcurrency() {
    return traffic.slots().most();
  }

  @Override
  public Optional<String> name() {
    return watch.name();
  }

  @Override
  public String baseName() {
    return serving ? name().orElseGet(() -> state.require().name()) : watch.askedName();
  }

  @Override
  public ModelReference reference() {
    ModelReference files = new ModelReference(config.model());
    EmendException.require(
        files.id().equals(baseName()),
        "emend.inference.model",
        "must be the checkpoint that the engine serves as %s, for training and imports"
            .formatted(baseName()),
        config.model());
    return files;
  }

  @Override
  public List<ServedModel> models() {
    ServerFacts facts = state.require();
    return adapters.models(facts.name(), created, facts.contextLength());
  }

  @Override
  public ModelChoice require(String name) {
    ServerFacts facts = state.require();
    return adapters.resolve(facts.served().equals(name) ? facts.name() : name);
  }

  @Override
  public String answering(String name) {
    return serving || state.known().isPresent()
        ? require(name).name()
        : adapters.registered(baseName(), name).name();
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
  public EngineDescription description() {
    return watch.described(serving ? unavailableReason() : "", traffic.stats());
  }

  @Override
  public String behind() {
    return adapters.behind();
  }
}
