package io.emend.inference.remote;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Requests that are at the server and that wait to be sent, in the order in which they came. */
final class RequestSlots {
  private static final int RETRY_AFTER = 1;

  private final int most;
  private final int capacity;
  private final Deque<Slot> waiting = new ArrayDeque<>();
  private int running;

  /**
   * @param most at the server at a time
   * @param capacity most that wait
   */
  RequestSlots(int most, int capacity) {
    this.most = most;
    this.capacity = capacity;
  }

  /** A request's place, until it leaves: when it has ended, failed or is given up. */
  final class Slot {
    private final CompletableFuture<Void> turn = new CompletableFuture<>();
    private boolean left;

    private Slot() {}

    /** Done when the request may be sent. */
    CompletableFuture<Void> turn() {
      return turn;
    }

    /** Once more does nothing. */
    void leave() {
      Slot next = null;
      synchronized (RequestSlots.this) {
        if (left) {
          return;
        }
        left = true;
        if (!waiting.remove(this)) {
          next = waiting.pollFirst();
          running -= next == null ? 1 : 0;
        }
      }
      if (next != null) {
        next.turn.complete(null);
      }
    }
  }

  /**
   * @throws EmendException {@code queue_full}
   */
  Slot enter() {
    Slot slot = new Slot();
    synchronized (this) {
      if (running == most) {
        if (waiting.size() == capacity) {
          throw full();
        }
        waiting.addLast(slot);
        return slot;
      }
      running++;
    }
    slot.turn.complete(null);
    return slot;
  }

  private EmendException full() {
    return new EmendException(
        ErrorCode.QUEUE_FULL,
        capacity + " requests are waiting already",
        Map.of("retryAfterSeconds", RETRY_AFTER));
  }

  /** As many as are at the server at a time, and none of them is refused. */
  int most() {
    return most;
  }

  synchronized int running() {
    return running;
  }

  synchronized int waiting() {
    return waiting.size();
  }
}
