package io.emend.engine;

/** Serves generation requests on one model. Thread-safe. */
public interface Engine extends AutoCloseable {

  /**
   * Queues a request.
   *
   * @return what cancels it; the slot is free after the step in progress
   * @throws io.emend.error.EmendException {@code queue_full} or {@code context_too_long}, at once
   */
  Cancellation submit(GenerationRequest request, GenerationListener listener);

  EngineStats stats();

  /** Stops taking requests, ends what runs, frees the cache; the model stays open. */
  @Override
  void close();

  /** Ends a request early; its listener hears {@code cancelled}. Harmless when it has ended. */
  interface Cancellation {
    void cancel();
  }
}
