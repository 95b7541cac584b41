package io.emend.operation.lifecycle;

/**
 * An operation with what is known of it beside its record.
 *
 * @param message what it or the job that runs it waits for, as a sentence; null for nothing
 */
public record Observed<T>(T operation, String message) {}
