package io.emend.engine;

import static java.util.stream.Collectors.groupingBy;

import io.emend.engine.cache.PictureCache;
import io.emend.engine.cache.SequenceKeys;
import io.emend.engine.cache.Slot;
import io.emend.engine.cache.SlotTable;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.EngineStats;
import io.emend.model.Chunk;
import io.emend.model.DecodeRows;
import io.emend.model.KvCache;
import io.emend.model.LoadedModel;
import io.emend.model.ModelProfile;
import io.emend.model.Processor;
import io.emend.model.VisionLanguageModel;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Requests join and leave between decode steps (Orca, Yu et al. 2022). One thread owns the model;
 * between two steps of those that write, one chunk of a newcomer's prompt is read.
 */
public final class ContinuousBatchingEngine implements Engine {
  private static final System.Logger LOG =
      System.getLogger(ContinuousBatchingEngine.class.getName());

  private final VisionLanguageModel model;
  private final Processor processor;
  private final EngineOptions options;
  private final int maxLength;
  private final EngineCounters counters = new EngineCounters();
  private final AdapterTable adapters = new AdapterTable();
  private final RequestQueue waiting;
  private final CompletableFuture<Void> started = new CompletableFuture<>();
  private final Thread thread = new Thread(this::serve, "emend-engine");

  private final List<Generation> running = new ArrayList<>();
  private SlotTable slots;
  private KvCache cache;
  private PictureCache pictures;

  /** Returns when the cache is allocated; fails with {@code internal} when there is no room. */
  public ContinuousBatchingEngine(LoadedModel loaded, EngineOptions options) {
    this.model = loaded.model();
    this.processor = loaded.processor();
    this.options = options;
    this.maxLength = Math.min(options.maxLength(), profile().contextLength());
    this.waiting = new RequestQueue(options.queueCapacity(), counters);
    thread.setDaemon(true);
    thread.start();
    awaitStart();
  }

  private void awaitStart() {
    try {
      started.join();
    } catch (CompletionException e) {
      String detail =
          "no key-value cache of %d slots of %d tokens".formatted(options.slots(), maxLength);
      throw new EmendException(ErrorCode.INTERNAL, detail, e.getCause());
    }
  }

  private ModelProfile profile() {
    return model.profile();
  }

  @Override
  public Cancellation submit(GenerationRequest request, GenerationListener listener) {
    SequenceKeys sequence = SequenceKeys.of(request.prompt(), request.adapter());
    sequence.requireShorterThan(maxLength);
    request.sampling().bias().requireWithin(profile().vocabularySize());
    int maxTokens = Math.min(request.sampling().maxTokens(), maxLength - sequence.length());
    Generation generation = new Generation(request, listener, sequence, processor, maxTokens);
    adapters.hold(request.adapter());
    try {
      waiting.add(generation);
    } catch (EmendException refused) {
      adapters.release(request.adapter());
      throw refused;
    }
    return generation::cancel;
  }

  @Override
  public CompletableFuture<Void> loadAdapter(String id, Path directory) {
    CompletableFuture<Void> done = adapters.load(id, directory);
    waiting.wake();
    return done;
  }

  @Override
  public CompletableFuture<Void> unloadAdapter(String id) {
    CompletableFuture<Void> done = adapters.unload(id);
    waiting.wake();
    return done;
  }

  @Override
  public EngineStats stats() {
    return counters.stats(waiting.size());
  }

  private void serve() {
    try (KvCache keysAndValues = model.newCache(options.slots(), maxLength);
        PictureCache features = new PictureCache(model, options.pictureBytes())) {
      cache = keysAndValues;
      pictures = features;
      slots = new SlotTable(cache, options.prefillChunk());
      started.complete(null);
      while (awaitWork()) {
        dropEnded();
        adapters.apply(model, slots);
        admit();
        prefillOne();
        decodeAll();
        if (allRead()) {
          pictures.trim();
        }
        counters.observe(running.size(), slots.usage());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      started.completeExceptionally(e);
      LOG.log(System.Logger.Level.ERROR, "the engine has ended", e);
    } finally {
      endAll();
    }
  }

  private boolean awaitWork() throws InterruptedException {
    if (running.isEmpty()) {
      waiting.awaitWork(adapters::hasWork);
    }
    return !waiting.closed();
  }

  /** Cancelled or late requests leave, whether they wait or run. */
  private void dropEnded() {
    Instant now = Instant.now();
    for (Generation generation : waiting.removeEnded(now)) {
      fail(generation, generation.end(now).orElseThrow());
    }
    for (Generation generation : List.copyOf(running)) {
      generation.end(now).ifPresent(error -> fail(generation, error));
    }
  }

  /** One newcomer at a time, so that the next finds in the cache what this one has read. */
  private void admit() {
    if (running.size() < options.batch() && allRead()) {
      waiting
          .poll()
          .ifPresent(
              next -> {
                running.add(next);
                attempt(List.of(next), () -> start(next));
              });
    }
  }

  /** Whether no prompt is in the midst of being read, whose later chunks need its pictures. */
  private boolean allRead() {
    return running.stream().allMatch(Generation::decoding);
  }

  private void start(Generation next) {
    next.start(slots.acquire(next.sequence()));
    counters.prompt(next.sequence().length(), next.cachedTokens());
  }

  private void prefillOne() {
    running.stream()
        .filter(generation -> !generation.decoding())
        .findFirst()
        .ifPresent(reading -> attempt(List.of(reading), () -> prefill(reading)));
  }

  private void prefill(Generation generation) {
    Slot slot = generation.slot();
    SequenceKeys sequence = generation.sequence();
    int start = slot.length();
    int end = sequence.chunkEnd(start, options.prefillChunk());
    Chunk chunk = sequence.chunk(start, end, pictures::get);
    float[] logits = model.prefill(cache, slot.index(), chunk, generation.adapter());
    slot.append(sequence.keys(), start, end);
    if (end == sequence.length()) {
      accept(generation, logits);
    }
  }

  private void decodeAll() {
    Map<Optional<String>, List<Generation>> groups =
        running.stream().filter(Generation::decoding).collect(groupingBy(Generation::adapter));
    groups.forEach((adapter, rows) -> attempt(rows, () -> decode(adapter, rows)));
  }

  /** One call an adapter, so that a row's bits do not depend on which others are in use. */
  private void decode(Optional<String> adapter, List<Generation> rows) {
    int[] indices = rows.stream().mapToInt(row -> row.slot().index()).toArray();
    int[] lengths = rows.stream().mapToInt(row -> row.slot().length()).toArray();
    int[] positions = rows.stream().mapToInt(Generation::position).toArray();
    int[] tokens = rows.stream().mapToInt(Generation::lastToken).toArray();
    DecodeRows step = new DecodeRows(indices, lengths, positions, tokens);
    float[][] logits = model.decode(cache, step, adapter);
    for (int i = 0; i < tokens.length; i++) {
      Generation row = rows.get(i);
      float[] next = logits[i];
      row.slot().append(tokens[i]);
      attempt(List.of(row), () -> accept(row, next));
    }
  }

  private void accept(Generation generation, float[] logits) {
    counters.generated();
    generation
        .accept(logits, profile().endTokens())
        .ifPresent(
            reason -> {
              leave(generation);
              counters.finished(reason, generation.startedAt());
              generation.complete(reason);
            });
  }

  /** A failure ends those it concerned; what their slots hold is unknown and forgotten. */
  private void attempt(List<Generation> concerned, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException | Error e) {
      EmendException error = told(e);
      for (Generation generation : concerned) {
        if (running.contains(generation)) {
          generation.forget();
          fail(generation, error);
        }
      }
    }
  }

  /** Callers learn of a fault that there was one; what it was stands in the log. */
  private static EmendException told(Throwable failure) {
    if (failure instanceof EmendException own && own.code() != ErrorCode.INTERNAL) {
      return own;
    }
    LOG.log(System.Logger.Level.WARNING, "a step failed", failure);
    return new EmendException(ErrorCode.INTERNAL, "the model failed", failure);
  }

  private void fail(Generation generation, EmendException error) {
    leave(generation);
    counters.failed();
    generation.fail(error);
  }

  private void leave(Generation generation) {
    running.remove(generation);
    if (generation.slot() != null) {
      slots.release(generation.slot());
    }
    adapters.release(generation.adapter());
  }

  private void endAll() {
    EmendException error =
        new EmendException(
            ErrorCode.MODEL_NOT_READY,
            "the engine is shutting down",
            Map.of("retryAfterSeconds", 1));
    waiting.drain().forEach(generation -> fail(generation, error));
    List.copyOf(running).forEach(generation -> fail(generation, error));
    adapters.close();
  }

  /** A listener may call this on the engine's own thread, which cannot wait for itself. */
  @Override
  public void close() {
    waiting.close();
    if (Thread.currentThread() != thread) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
