package io.emend.inference.chat;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.EngineStats;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The model from the start of the process to its end. */
public interface ModelLifecycle {
  /** When to ask again, in seconds: a model that loads takes longer, but nobody knows how long. */
  int RETRY_AFTER = 5;

  /**
   * The base model's name in the API, known before it is loaded; empty while only an engine
   * elsewhere could tell.
   */
  Optional<String> name();

  /**
   * Loads at once, for commands that ask without a server.
   *
   * @throws io.emend.error.EmendException that it failed with
   */
  void load();

  /** As {@link #load}, and waits for a store that is away: for jobs, which have the time. */
  void loadPatiently();

  /** Whether this instance answers questions over HTTP at all. */
  boolean serving();

  /**
   * Whether the start goes on: neither has it ended, well or not, nor does it wait for something
   * that only others can mend.
   */
  boolean starting();

  /** Whether it is worth while for who asks now to be held until {@link #settled}. */
  boolean awaited();

  /** Done when the model can answer, or it is known that it cannot and will not by itself. */
  CompletionStage<Void> settled();

  /** Done when questions may come: never where the model of a server cannot be loaded. */
  Uni<Void> untilReady();

  /** Why the model cannot answer, or an empty text when it can. */
  String unavailableReason();

  /** As {@link #unavailableReason}, and why it does not answer though it could. */
  String trouble();

  /** Figures of what was asked for since the model is ready; none before. */
  EngineStats stats();

  /**
   * What who asks is told of a model that cannot answer.
   *
   * @param passing whether it may answer if it is asked again
   */
  static EmendException notReady(String reason, boolean passing) {
    return passing
        ? new EmendException(
            ErrorCode.MODEL_NOT_READY, reason, Map.of("retryAfterSeconds", RETRY_AFTER))
        : new EmendException(ErrorCode.MODEL_NOT_READY, reason);
  }

  /**
   * Requests that a caller of many may have under way: enough to keep the model busy, and none is
   * refused, even if all of them wait.
   */
  int maxConcurrency();
}
