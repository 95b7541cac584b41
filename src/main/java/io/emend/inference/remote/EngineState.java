package io.emend.inference.remote;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.Explanation;
import io.emend.inference.chat.ModelLifecycle;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Whether the server can answer, and who waits for it to. */
@Singleton
public class EngineState {
  /** What passes by itself, as when a server starts or is scaled up from zero. */
  private static final Set<ErrorCode> PASSING =
      EnumSet.of(ErrorCode.ENGINE_UNREACHABLE, ErrorCode.ENGINE_TIMEOUT, ErrorCode.STORE_FAILED);

  private ServerFacts known;
  private EmendException trouble;
  private boolean asked;
  private boolean stopping;
  private CompletableFuture<Void> settled = new CompletableFuture<>();
  private CompletableFuture<Void> ready = new CompletableFuture<>();

  /** The server answers. */
  void ready(ServerFacts facts) {
    CompletableFuture<Void> wasSettled;
    CompletableFuture<Void> wasReady;
    synchronized (this) {
      known = facts;
      trouble = null;
      asked = true;
      wasSettled = settled;
      wasReady = ready;
    }
    wasSettled.complete(null);
    wasReady.complete(null);
  }

  /** The server does not answer. */
  void trouble(EmendException reason) {
    CompletableFuture<Void> conclusive = null;
    synchronized (this) {
      trouble = reason;
      asked = true;
      ready = ready.isDone() ? new CompletableFuture<>() : ready;
      if (!PASSING.contains(reason.code())) {
        conclusive = settled;
      } else if (settled.isDone()) {
        settled = new CompletableFuture<>();
      }
    }
    if (conclusive != null) {
      conclusive.complete(null);
    }
  }

  /** Who was held is told so; who waits for the server to be ready waits on. */
  void stop() {
    CompletableFuture<Void> waiting;
    synchronized (this) {
      stopping = true;
      waiting = settled;
    }
    waiting.complete(null);
  }

  /** What is known of the server, whether it answers now or did before. */
  synchronized Optional<ServerFacts> known() {
    return Optional.ofNullable(known);
  }

  /**
   * What is known of a server that answers.
   *
   * @throws EmendException {@code model_not_ready}
   */
  synchronized ServerFacts require() {
    String reason = unavailableReason();
    if (reason.isEmpty()) {
      return known;
    }
    throw ModelLifecycle.notReady(reason, awaited() || stopping);
  }

  synchronized String unavailableReason() {
    if (stopping && (trouble != null || !asked)) {
      return "the server is shutting down";
    }
    if (trouble != null) {
      return Explanation.of(trouble);
    }
    return asked ? "" : "the engine is asked for its model";
  }

  /** Whether nobody has heard of the server yet. */
  synchronized boolean starting() {
    return !asked && !stopping;
  }

  synchronized boolean awaited() {
    return !stopping && (!asked || trouble != null && PASSING.contains(trouble.code()));
  }

  synchronized CompletableFuture<Void> settled() {
    return settled.copy();
  }

  synchronized CompletableFuture<Void> untilReady() {
    return ready.copy();
  }
}
