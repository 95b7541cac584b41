package io.emend.engine;

import io.emend.engine.cache.SlotTable;
import io.emend.engine.sampling.Sampler;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.Chunk;
import io.emend.model.KvCache;
import io.emend.model.VisionLanguageModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/**
 * The adapters that requests may name, how many requests hold each, and the changes that wait for
 * the engine's thread. An adapter leaves when the last request that holds it has ended.
 */
final class AdapterTable {
  private static final int TRIED_TOKENS = 4;

  private final Map<String, Integer> holders = new HashMap<>();
  private final Set<String> leaving = new HashSet<>();
  private final List<Change> changes = new ArrayList<>();
  private boolean closed;

  /** What the engine's thread is asked to do. */
  private sealed interface Change {
    String id();

    CompletableFuture<Void> done();
  }

  private record Load(String id, Path directory, CompletableFuture<Void> done) implements Change {}

  private record Unload(String id, CompletableFuture<Void> done) implements Change {}

  CompletableFuture<Void> load(String id, Path directory) {
    return add(new Load(id, directory, new CompletableFuture<>()));
  }

  /** From now on no request can name it. */
  synchronized CompletableFuture<Void> unload(String id) {
    requireKnown(id);
    leaving.add(id);
    return add(new Unload(id, new CompletableFuture<>()));
  }

  private synchronized CompletableFuture<Void> add(Change change) {
    if (closed) {
      throw shutDown();
    }
    changes.add(change);
    return change.done();
  }

  /**
   * @throws EmendException {@code adapter_not_found}
   */
  synchronized void hold(Optional<String> adapter) {
    adapter.ifPresent(
        id -> {
          requireKnown(id);
          holders.merge(id, 1, Integer::sum);
        });
  }

  synchronized void release(Optional<String> adapter) {
    adapter.ifPresent(id -> holders.merge(id, -1, Integer::sum));
  }

  private void requireKnown(String id) {
    if (!holders.containsKey(id) || leaving.contains(id)) {
      throw new EmendException(
          ErrorCode.ADAPTER_NOT_FOUND,
          "adapter must be loaded, was " + id,
          Map.of("field", "adapter", "rule", "must be loaded", "value", id));
    }
  }

  synchronized boolean hasWork() {
    return changes.stream().anyMatch(this::possible);
  }

  private boolean possible(Change change) {
    return change instanceof Load
        ? !leaving.contains(change.id())
        : holders.get(change.id()).equals(0);
  }

  /** Makes the changes that can be made now; a failure is told to who asked and to nobody else. */
  void apply(VisionLanguageModel model, SlotTable slots) {
    for (Change change : takePossible()) {
      try {
        make(change, model, slots);
        change.done().complete(null);
      } catch (RuntimeException | Error e) {
        change.done().completeExceptionally(e);
      }
    }
  }

  private synchronized List<Change> takePossible() {
    List<Change> possible = changes.stream().filter(this::possible).toList();
    changes.removeAll(possible);
    return possible;
  }

  private void make(Change change, VisionLanguageModel model, SlotTable slots) {
    String id = change.id();
    if (change instanceof Unload) {
      slots.forget(id);
      left(id);
      model.unloadAdapter(id);
    } else if (!known(id)) {
      model.loadAdapter(id, ((Load) change).directory());
      try {
        requireNumbers(model, id);
      } catch (RuntimeException e) {
        model.unloadAdapter(id);
        throw e;
      }
      arrived(id);
    }
  }

  /** Finite weights may still overflow: every answer of such an adapter would be an error. */
  private static void requireNumbers(VisionLanguageModel model, String id) {
    int[] tokens =
        IntStream.range(0, model.profile().vocabularySize())
            .filter(token -> token != model.profile().imageTokenId())
            .limit(TRIED_TOKENS)
            .toArray();
    try (KvCache own = model.newCache(1, tokens.length)) {
      if (!Sampler.areNumbers(
          model.prefill(own, 0, Chunk.first(tokens, List.of()), Optional.of(id)))) {
        throw new EmendException(
            ErrorCode.MODEL_INVALID,
            "adapter " + id + " must compute finite logits, computed infinite ones or no numbers",
            Map.of("adapter", id));
      }
    }
  }

  private synchronized boolean known(String id) {
    return holders.containsKey(id);
  }

  private synchronized void arrived(String id) {
    holders.put(id, 0);
  }

  private synchronized void left(String id) {
    holders.remove(id);
    leaving.remove(id);
  }

  synchronized void close() {
    closed = true;
    changes.forEach(change -> change.done().completeExceptionally(shutDown()));
    changes.clear();
  }

  private static EmendException shutDown() {
    return new EmendException(ErrorCode.MODEL_NOT_READY, "the engine is shut down");
  }
}
