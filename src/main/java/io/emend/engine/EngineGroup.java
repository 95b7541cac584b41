package io.emend.engine;

import io.emend.generation.EngineStats;
import io.emend.model.Prompt;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * Engines on copies of one model, as one. The steps of a small model on a CPU are too short to be
 * shared between cores, so that it gains from a copy a core. A picture always goes to the same
 * copy, which then has its features and first turns in its caches; texts take turns.
 */
public final class EngineGroup implements Engine {
  private final List<Engine> engines;
  private final AtomicInteger texts = new AtomicInteger();

  /**
   * @param engines at least one, with caches of equal size; closed with the group
   */
  public EngineGroup(List<? extends Engine> engines) {
    this.engines = List.copyOf(engines);
  }

  @Override
  public Cancellation submit(GenerationRequest request, GenerationListener listener) {
    return home(request.prompt()).submit(request, listener);
  }

  private Engine home(Prompt prompt) {
    return prompt.images().stream()
        .findFirst()
        .map(image -> image.pixels().digest().hashCode())
        .or(() -> Optional.of(texts.getAndIncrement()))
        .map(key -> engines.get(Math.floorMod(key, engines.size())))
        .orElseThrow();
  }

  @Override
  public EngineStats stats() {
    return EngineStats.together(engines.stream().map(Engine::stats).toList());
  }

  @Override
  public CompletableFuture<Void> loadAdapter(String id, Path directory) {
    return all(engine -> engine.loadAdapter(id, directory));
  }

  @Override
  public CompletableFuture<Void> unloadAdapter(String id) {
    return all(engine -> engine.unloadAdapter(id));
  }

  private CompletableFuture<Void> all(Function<Engine, CompletableFuture<Void>> change) {
    return CompletableFuture.allOf(engines.stream().map(change).toArray(CompletableFuture[]::new));
  }

  @Override
  public void close() {
    engines.forEach(Engine::close);
  }
}
