package io.emend.engine;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ImageFeatures;
import io.emend.model.KvCache;
import io.emend.model.LoadedModel;
import io.emend.model.ModelProfile;
import io.emend.model.Processor;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.VisionLanguageModel;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Requests join and leave between decode steps (Orca, Yu et al. 2022). One thread owns the model;
 * between two steps of those that write, one chunk of a newcomer's prompt is read.
 */
public final class ContinuousBatchingEngine implements Engine {
  private final VisionLanguageModel model;
  private final Processor processor;
  private final EngineOptions options;
  private final int maxLength;
  private final Deque<Generation> waiting = new ArrayDeque<>();
  private final EngineCounters counters = new EngineCounters();
  private final Thread thread = new Thread(this::serve, "emend-engine");

  private final List<Generation> running = new ArrayList<>();
  private SlotTable slots;
  private KvCache cache;
  private PictureCache pictures;
  private boolean closed;

  public ContinuousBatchingEngine(LoadedModel loaded, EngineOptions options) {
    this.model = loaded.model();
    this.processor = loaded.processor();
    this.options = options;
    this.maxLength = Math.min(options.maxLength(), profile().contextLength());
    thread.setDaemon(true);
    thread.start();
  }

  private ModelProfile profile() {
    return model.profile();
  }

  @Override
  public Cancellation submit(GenerationRequest request, GenerationListener listener) {
    int length = request.prompt().length();
    if (length >= maxLength) {
      throw tooLong(request, length);
    }
    SequenceKeys sequence = SequenceKeys.of(request.prompt(), profile().imageTokens());
    int maxTokens = Math.min(request.sampling().maxTokens(), maxLength - length);
    Generation generation = new Generation(request, listener, sequence, processor, maxTokens);
    synchronized (waiting) {
      if (closed) {
        throw new EmendException(ErrorCode.MODEL_NOT_READY, "the engine is shut down");
      }
      if (waiting.size() >= options.queueCapacity()) {
        throw full();
      }
      waiting.add(generation);
      waiting.notifyAll();
    }
    return () -> cancel(generation);
  }

  private void cancel(Generation generation) {
    generation.cancel();
    synchronized (waiting) {
      waiting.notifyAll();
    }
  }

  private EmendException tooLong(GenerationRequest request, int length) {
    int imageTokens = request.prompt().images().size() * profile().imageTokens();
    return new EmendException(
        ErrorCode.CONTEXT_TOO_LONG,
        "prompt has %d tokens, %d of them for images; the context holds %d, one kept for the answer"
            .formatted(length, imageTokens, maxLength),
        Map.of("tokens", length, "imageTokens", imageTokens, "limit", maxLength));
  }

  private EmendException full() {
    return new EmendException(
        ErrorCode.QUEUE_FULL,
        options.queueCapacity() + " requests are waiting already",
        Map.of("retryAfterSeconds", counters.retryAfterSeconds(waiting.size())));
  }

  @Override
  public EngineStats stats() {
    synchronized (waiting) {
      return counters.stats(waiting.size());
    }
  }

  private void serve() {
    cache = model.newCache(options.slots(), maxLength);
    pictures = new PictureCache(model, options.pictures());
    slots = new SlotTable(cache, options.prefillChunk());
    try {
      while (awaitWork()) {
        dropEnded();
        admit();
        prefillOne();
        decodeAll();
        pictures.trim();
        counters.observe(running.size(), slots.usage());
      }
    } finally {
      endAll();
      pictures.close();
      cache.close();
    }
  }

  private boolean awaitWork() {
    synchronized (waiting) {
      while (!closed && waiting.isEmpty() && running.isEmpty()) {
        try {
          waiting.wait();
        } catch (InterruptedException e) {
          return false;
        }
      }
      return !closed;
    }
  }

  /** Cancelled or late requests leave, whether they wait or run. */
  private void dropEnded() {
    Instant now = Instant.now();
    List<Generation> dropped = new ArrayList<>();
    synchronized (waiting) {
      for (Iterator<Generation> each = waiting.iterator(); each.hasNext(); ) {
        Generation generation = each.next();
        if (ended(generation, now).isPresent()) {
          each.remove();
          dropped.add(generation);
        }
      }
    }
    for (Generation generation : dropped) {
      counters.failed();
      generation.fail(ended(generation, now).orElseThrow());
    }
    for (Generation generation : List.copyOf(running)) {
      ended(generation, now).ifPresent(error -> fail(generation, error));
    }
  }

  private static Optional<EmendException> ended(Generation generation, Instant now) {
    if (generation.cancelled()) {
      return Optional.of(new EmendException(ErrorCode.CANCELLED, "the request was cancelled"));
    }
    if (now.isAfter(generation.request().deadline())) {
      return Optional.of(
          new EmendException(
              ErrorCode.DEADLINE_EXCEEDED,
              "the deadline passed after " + generation.count() + " tokens"));
    }
    return Optional.empty();
  }

  private void admit() {
    while (running.size() < options.batch()) {
      Generation next;
      synchronized (waiting) {
        next = waiting.poll();
      }
      if (next == null) {
        return;
      }
      next.start(slots.acquire(next.sequence()).orElseThrow());
      counters.prompt(next.sequence().length(), next.cachedTokens());
      running.add(next);
    }
  }

  private void prefillOne() {
    for (Generation generation : running) {
      if (!generation.decoding()) {
        attempt(List.of(generation), () -> prefill(generation));
        return;
      }
    }
  }

  private void prefill(Generation generation) {
    Slot slot = generation.slot();
    SequenceKeys sequence = generation.sequence();
    int start = slot.length();
    int end = sequence.chunkEnd(start, options.prefillChunk());
    int[] tokens = Arrays.copyOfRange(sequence.prompt().tokens(), start, end);
    List<ImageFeatures> features = new ArrayList<>();
    for (PlacedImage image : sequence.prompt().images()) {
      if (image.offset() >= start && image.offset() < end) {
        features.add(pictures.get(image.pixels()));
      }
    }
    float[] logits = model.prefill(cache, slot.index(), start, tokens, features);
    slot.append(sequence.keys(), start, end);
    if (end == sequence.length()) {
      accept(generation, logits);
    }
  }

  private void decodeAll() {
    List<Generation> rows = running.stream().filter(Generation::decoding).toList();
    if (!rows.isEmpty()) {
      attempt(rows, () -> decode(rows));
    }
  }

  private void decode(List<Generation> rows) {
    int[] indices = rows.stream().mapToInt(row -> row.slot().index()).toArray();
    int[] positions = rows.stream().mapToInt(row -> row.slot().length()).toArray();
    int[] tokens = rows.stream().mapToInt(Generation::lastToken).toArray();
    float[][] logits = model.decode(cache, indices, positions, tokens);
    for (int i = 0; i < tokens.length; i++) {
      rows.get(i).slot().append(tokens[i]);
      accept(rows.get(i), logits[i]);
    }
  }

  private void accept(Generation generation, float[] logits) {
    counters.generated();
    generation
        .accept(logits, profile().endTokens())
        .ifPresent(
            reason -> {
              leave(generation);
              counters.finished(reason);
              generation.complete(reason);
            });
  }

  /** A failure ends those it concerned; what their slots hold is unknown and forgotten. */
  private void attempt(List<Generation> concerned, Runnable step) {
    try {
      step.run();
    } catch (RuntimeException e) {
      EmendException error =
          e instanceof EmendException own
              ? own
              : new EmendException(ErrorCode.INTERNAL, "the model failed", e);
      for (Generation generation : concerned) {
        if (running.contains(generation)) {
          generation.slot().forget();
          fail(generation, error);
        }
      }
    }
  }

  private void fail(Generation generation, EmendException error) {
    leave(generation);
    counters.failed();
    generation.fail(error);
  }

  private void leave(Generation generation) {
    running.remove(generation);
    slots.release(generation.slot());
  }

  private void endAll() {
    EmendException error =
        new EmendException(ErrorCode.MODEL_NOT_READY, "the engine is shutting down");
    List.copyOf(running).forEach(generation -> fail(generation, error));
    synchronized (waiting) {
      closed = true;
      waiting.forEach(generation -> generation.fail(error));
      waiting.clear();
    }
  }

  @Override
  public void close() {
    synchronized (waiting) {
      closed = true;
      waiting.notifyAll();
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
