package io.emend.engine;

import io.emend.generation.EngineStats;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Serves generation requests on one model. Thread-safe. */
public interface Engine extends AutoCloseable {

  /**
   * Queues a request.
   *
   * @return what cancels it; the slot is free after the step in progress
   * @throws io.emend.error.EmendException {@code queue_full}, {@code context_too_long} or {@code
   *     adapter_not_found}, at once
   */
  Cancellation submit(GenerationRequest request, GenerationListener listener);

  EngineStats stats();

  /**
   * Loads a PEFT directory between two steps of what runs; harmless when the id is loaded already.
   *
   * @return done when requests may name it; fails with {@code model_invalid} when it does not fit
   */
  CompletableFuture<Void> loadAdapter(String id, Path directory);

  /**
   * Refuses requests that name the adapter from now on; those that wait or run keep it.
   *
   * @return done when the last of them has ended and the memory is free
   * @throws io.emend.error.EmendException {@code adapter_not_found}
   */
  CompletableFuture<Void> unloadAdapter(String id);

  /** Stops taking requests, ends what runs, frees the cache; the model stays open. */
  @Override
  void close();

  /** Ends a request early; its listener hears {@code cancelled}. Harmless when it has ended. */
  interface Cancellation {
    void cancel();
  }
}
