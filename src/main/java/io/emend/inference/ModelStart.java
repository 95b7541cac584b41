package io.emend.inference;

import io.emend.engine.ContinuousBatchingEngine;
import io.emend.engine.Engine;
import io.emend.engine.EngineGroup;
import io.emend.engine.EngineOptions;
import io.emend.error.EmendException;
import io.emend.model.LoadedModel;
import io.emend.model.ModelLoader;
import io.emend.model.Precision;
import io.emend.storage.StorePatience;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Brings the model into service: its files, its weights, its adapters, answers to warm up. */
@Singleton
final class ModelStart {
  private static final Logger LOG = Logger.getLogger(ModelStart.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  private final InferenceConfig config;
  private final ModelFiles files;
  private final ServedAdapters adapters;
  private final StartTimes times;

  private volatile StorePatience patience = new StorePatience(Duration.ZERO);
  private volatile boolean ended;

  ModelStart(InferenceConfig config, ModelFiles files, ServedAdapters adapters, StartTimes times) {
    this.config = config;
    this.files = files;
    this.adapters = adapters;
    this.times = times;
  }

  /** For a command that asks and ends: what fails fails at once, and nothing is warmed up. */
  InService forCommand() {
    return run(Duration.ZERO, Duration.ZERO, false);
  }

  /** For a run that nobody waits for at a terminal. */
  InService forJob() {
    return run(STORE_PAUSE, Duration.ZERO, false);
  }

  /** For a server, which waits for what can be mended from outside. */
  InService forServer() {
    return run(STORE_PAUSE, config.registryPoll(), config.warmUp());
  }

  private InService run(Duration storePause, Duration adapterPause, boolean warm) {
    EmendException.require(
        config.replicas() >= 1, "emend.inference.replicas", "must be 1 or more", config.replicas());
    ModelReference reference = new ModelReference(config.model());
    Path directory = waiting(new StorePatience(storePause)).until(() -> files.of(reference));
    List<LoadedModel> copies = copies(reference, directory);
    List<Engine> engines = new ArrayList<>();
    copies.forEach(copy -> engines.add(new ContinuousBatchingEngine(copy, options())));
    Engine engine = new EngineGroup(engines);
    waiting(new StorePatience(adapterPause, e -> true))
        .until(() -> adapters.open(engine, reference.id()));
    times.reached(StartPhase.WEIGHTS);
    if (warm) {
      warmUp(engines, copies.get(0));
    }
    LOG.infof("model %s is ready: %s", reference.id(), times);
    return new InService(copies, engine, engine.stats());
  }

  private StorePatience waiting(StorePatience next) {
    patience = next;
    if (ended) {
      next.end();
    }
    return next;
  }

  private List<LoadedModel> copies(ModelReference reference, Path directory) {
    Precision precision = Precision.valueOf(config.precision().toUpperCase(Locale.ROOT));
    return Stream.generate(
            () -> ModelLoader.load(reference.id(), directory, precision, config.device()))
        .limit(config.replicas())
        .toList();
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

  /** Each copy, with what answers those who name no model. */
  private void warmUp(List<Engine> engines, LoadedModel model) {
    Optional<String> production = adapters.resolve(null).adapter();
    WarmUp warmUp = new WarmUp(config);
    engines.forEach(engine -> warmUp.answer(engine, model.processor(), production));
    times.reached(StartPhase.WARMUP);
  }

  /** What the start waits for, to be put behind a sentence; empty while it goes on. */
  String waitsFor() {
    return patience.reason();
  }

  /** The start waits for nothing any more. */
  void end() {
    ended = true;
    patience.end();
  }
}
