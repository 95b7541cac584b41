package io.emend.operation;

import java.time.Instant;
import java.util.Comparator;

/** Something that runs long, as it is kept. Immutable: a change makes another one. */
public interface Operation<T extends Operation<T>> {

  /** The latest first, as lists have them. */
  static <T extends Operation<T>> Comparator<T> latestFirst() {
    return Comparator.comparing((T one) -> one.createdAt()).reversed();
  }

  String id();

  OperationState state();

  Instant createdAt();

  /** The same, cancelled; one that has ended stays as it ended. */
  T cancelled(Instant now);

  /** The same, failed; one that has ended stays as it ended. */
  T failed(OperationFailure why, Instant now);
}
