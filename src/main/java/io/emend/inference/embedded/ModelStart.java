package io.emend.inference.embedded;

import ai.djl.engine.EngineException;
import io.emend.engine.ContinuousBatchingEngine;
import io.emend.engine.Engine;
import io.emend.engine.EngineOptions;
import io.emend.error.EmendException;
import io.emend.error.Explanation;
import io.emend.inference.InferenceConfig;
import io.emend.inference.adapter.ServedAdapters;
import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.inference.checkpoint.ModelFiles;
import io.emend.inference.checkpoint.ModelReference;
import io.emend.inference.telemetry.StartMetrics;
import io.emend.inference.telemetry.StartPhase;
import io.emend.model.LoadedModel;
import io.emend.model.ModelLoader;
import io.emend.model.Precision;
import io.emend.model.Torch;
import io.emend.model.VisionLanguageModel;
import io.emend.model.config.GenerationConfig;
import io.emend.model.host.CpuThreads;
import io.emend.model.host.HostMemory;
import io.emend.storage.StoreRetry;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Brings the model into service: its files, its weights, its adapters, answers to warm up. */
@Singleton
public final class ModelStart {
  private static final Logger LOG = Logger.getLogger(ModelStart.class);
  private static final Duration STORE_PAUSE = Duration.ofSeconds(5);

  private final InferenceConfig config;
  private final ModelFiles files;
  private final ServedAdapters adapters;
  private final AdapterFiles adapterFiles;
  private final StartMetrics times;

  private volatile StoreRetry retry = new StoreRetry(Duration.ZERO);
  private volatile String late = "";
  private volatile boolean ended;

  public ModelStart(
      InferenceConfig config,
      ModelFiles files,
      ServedAdapters adapters,
      AdapterFiles adapterFiles,
      StartMetrics times) {
    this.config = config;
    this.files = files;
    this.adapters = adapters;
    this.adapterFiles = adapterFiles;
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
    Path directory = waiting(new StoreRetry(storePause)).call(() -> files.of(reference));
    List<LoadedModel> copies = copies(reference, directory);
    tellOfSuggestions(reference, directory);
    InService service = InService.of(copies, engines(copies));
    try {
      EngineAdapters host = new EngineAdapters(service.engine(), adapterFiles);
      waiting(new StoreRetry(adapterPause, e -> true))
          .call(() -> adapters.open(host, reference.id()));
      times.reached(StartPhase.WEIGHTS);
      if (warm) {
        warmUp(service, new StoreRetry(adapterPause, e -> e.code().isRetryable()));
      }
      LOG.infof("model %s is ready: %s", reference.id(), times);
      return service.counted();
    } catch (RuntimeException e) {
      closeWholly(service);
      throw e;
    }
  }

  /** Other servers take these for defaults; here requests and settings alone decide. */
  private static void tellOfSuggestions(ModelReference reference, Path directory) {
    Map<String, String> suggestions = GenerationConfig.read(directory).suggestions();
    if (!suggestions.isEmpty()) {
      LOG.infof(
          "model %s: requests decide on sampling and length; the checkpoint suggests %s",
          reference.id(), suggestions);
    }
  }

  /** An interrupted thread would not wait for the step in progress, whose weights are freed. */
  private static void closeWholly(InService service) {
    boolean interrupted = Thread.interrupted();
    service.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private StoreRetry waiting(StoreRetry next) {
    retry = next;
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

  /** An engine for each copy, with threads and caches that fit what there is. */
  private List<Engine> engines(List<LoadedModel> copies) {
    VisionLanguageModel model = copies.get(0).model();
    CpuThreads threads =
        CpuThreads.of(
            CpuThreads.Work.ANSWERING,
            model.profile().parameters(),
            copies.size(),
            new CpuThreads.Setting("emend.inference.threads", config.threads()));
    Torch.use(threads);
    CacheSize wanted = CacheSize.wanted(model, config);
    CacheSize size =
        config.device().equals("cpu") ? wanted.within(HostMemory.available(), config) : wanted;
    LOG.infof("model %s: %s, %s", model.profile().id(), size, threads);
    if (size.slots() < wanted.slots()) {
      LOG.warnf(
          "the cache has %d of emend.inference.slots=%d, since the memory holds no more",
          size.slots(), wanted.slots());
    }
    return copies.stream().map(copy -> engine(copy, size)).toList();
  }

  /** On a device other than the host's own, its allocator tells that there is no room. */
  private Engine engine(LoadedModel copy, CacheSize size) {
    try {
      return new ContinuousBatchingEngine(copy, options(size));
    } catch (EmendException e) {
      throw e.getCause() instanceof EngineException ? size.tooLarge(config, Explanation.of(e)) : e;
    }
  }

  private EngineOptions options(CacheSize size) {
    EngineOptions standard = EngineOptions.DEFAULT;
    return new EngineOptions(
        config.batch(),
        size.slots(),
        config.queueCapacity(),
        config.maxLength(),
        standard.prefillChunk(),
        standard.pictureBytes());
  }

  /** Each copy, with what answers those who name no model: another one after a rollback. */
  private void warmUp(InService service, StoreRetry tries) {
    WarmUp warmUp = new WarmUp(config, this::takesLong);
    waiting(tries)
        .call(
            () -> {
              answer(service, warmUp);
              return service;
            });
    times.reached(StartPhase.WARMUP);
  }

  private void answer(InService service, WarmUp warmUp) {
    Optional<String> production = adapters.resolve(null).adapter();
    try {
      service.each(engine -> warmUp.answer(engine, service.processor(), production));
    } catch (EmendException e) {
      throw e.code().isRetryable()
          ? new EmendException(e.code(), "it does not answer: " + Explanation.of(e), e)
          : e;
    } finally {
      late = "";
    }
  }

  private void takesLong(String reason) {
    LOG.warn(reason);
    late = ", " + reason;
  }

  /** What the start waits for, to be put behind a sentence; empty while it goes on. */
  String waitsFor() {
    return late.isEmpty() ? retry.reason() : late;
  }

  /** The start waits for nothing any more. */
  void end() {
    ended = true;
    retry.end();
  }
}
