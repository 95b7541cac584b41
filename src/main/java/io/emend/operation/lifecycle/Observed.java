package io.emend.operation.lifecycle;

/**
 * An operation with what is known of it beside its record.
 *
 * @param message what it or the job that runs it waits for, as a sentence; null for nothing
 * @param replayed whether it was there before the request that it answers
 */
public record Observed<T>(T operation, String message, boolean replayed) {

  Observed(T operation, String message) {
    this(operation, message, false);
  }

  Observed<T> asReplayed() {
    return new Observed<>(operation, message, true);
  }
}
