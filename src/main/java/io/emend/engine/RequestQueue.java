package io.emend.engine;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Requests that wait for the engine's thread: bounded, first come first served. Thread-safe; calls
 * no listener, so none can block those who submit.
 */
final class RequestQueue {
  private final int capacity;
  private final EngineCounters counters;
  private final Deque<Generation> waiting = new ArrayDeque<>();
  private boolean closed;

  RequestQueue(int capacity, EngineCounters counters) {
    this.capacity = capacity;
    this.counters = counters;
  }

  synchronized void add(Generation generation) {
    if (closed) {
      throw new EmendException(
          ErrorCode.MODEL_NOT_READY, "the engine is shut down", Map.of("retryAfterSeconds", 1));
    }
    if (waiting.size() >= capacity) {
      throw new EmendException(
          ErrorCode.QUEUE_FULL,
          capacity + " requests are waiting already",
          Map.of("retryAfterSeconds", counters.retryAfterSeconds(waiting.size())));
    }
    waiting.add(generation);
    notifyAll();
  }

  synchronized Optional<Generation> poll() {
    return Optional.ofNullable(waiting.poll());
  }

  synchronized int size() {
    return waiting.size();
  }

  synchronized boolean closed() {
    return closed;
  }

  /** Returns when there is a request, other work, or the queue is closed. */
  synchronized void awaitWork(BooleanSupplier otherWork) throws InterruptedException {
    while (!closed && waiting.isEmpty() && !otherWork.getAsBoolean()) {
      wait();
    }
  }

  /** There may be other work now. */
  synchronized void wake() {
    notifyAll();
  }

  /** Takes out those that nobody waits for any more. */
  synchronized List<Generation> removeEnded(Instant now) {
    List<Generation> ended =
        waiting.stream().filter(generation -> generation.end(now).isPresent()).toList();
    waiting.removeAll(ended);
    return ended;
  }

  /** From now on requests are refused; returns those that were waiting. */
  synchronized List<Generation> drain() {
    close();
    List<Generation> rest = new ArrayList<>(waiting);
    waiting.clear();
    return rest;
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
