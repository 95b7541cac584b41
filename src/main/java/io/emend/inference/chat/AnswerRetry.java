package io.emend.inference.chat;

import io.emend.error.ErrorCode;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Asks again, for callers of many, what failed for reasons of the moment. */
public final class AnswerRetry {
  /**
   * A deadline passes when the machine is busy; what is too slow, or breaks an engine, does so each
   * time.
   */
  private static final Set<ErrorCode> MAY_PASS =
      EnumSet.of(
          ErrorCode.DEADLINE_EXCEEDED,
          ErrorCode.ENGINE_TIMEOUT,
          ErrorCode.ENGINE_FAILED,
          ErrorCode.ENGINE_INTERRUPTED);

  private static final int MORE_TRIES = 2;
  private static final Duration SHORTEST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private AnswerRetry() {}

  /**
   * Waits as long as it takes for an engine that is away or full, and tries twice more what may
   * pass.
   *
   * @param work asks, anew for each try
   */
  public static <T> Uni<T> of(Supplier<Uni<? extends T>> work) {
    AtomicInteger failed = new AtomicInteger();
    return Uni.createFrom()
        .deferred(work)
        .onFailure(e -> mayPass(e) && failed.incrementAndGet() <= MORE_TRIES || waits(e))
        .retry()
        .withBackOff(SHORTEST_WAIT, LONGEST_WAIT)
        .indefinitely();
  }

  /** Whether a second try may do better than the first, if no later one will. */
  public static boolean mayPass(Throwable e) {
    return MAY_PASS.contains(ErrorCode.of(e));
  }

  private static boolean waits(Throwable e) {
    ErrorCode code = ErrorCode.of(e);
    return code == ErrorCode.QUEUE_FULL
        || code == ErrorCode.MODEL_NOT_READY
        || code == ErrorCode.ENGINE_UNREACHABLE;
  }
}
