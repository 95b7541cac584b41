package io.emend.inference.chat;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.CompletionStage;

/** The model from the start of the process to its end. */
public interface ModelLifecycle {
  /** When to ask again, in seconds: a model that loads takes longer, but nobody knows how long. */
  int RETRY_AFTER = 5;

  /** The base model's name in the API, known before it is loaded and where it never is. */
  String baseName();

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

  /** Done when the start has ended, well or not. */
  CompletionStage<Void> started();

  /** Done when questions may come: never where the model of a server cannot be loaded. */
  Uni<Void> untilReady();

  /** Why the model cannot answer, or an empty text when it can. */
  String unavailableReason();

  /**
   * Requests that a caller of many may have under way: enough to keep the model busy, and none is
   * refused, even if all of them wait.
   */
  int maxConcurrency();
}
