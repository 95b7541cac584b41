package io.emend.storage.s3;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * How an S3 store is called: again after a pause that grows, where it might go well then.
 *
 * @param retries after the first try
 * @param delay before the first retry
 */
record S3Calls(int retries, Duration delay) {
  private static final int LONGEST = 20;
  private static final double JITTER = 0.5;

  static S3Calls of(S3Config config) {
    return new S3Calls(config.retries(), config.retryDelay());
  }

  /** Fails as the last try does. */
  <T> Uni<T> call(Callable<? extends CompletionStage<T>> call) {
    return Uni.createFrom()
        .deferred(() -> once(call))
        .onFailure(e -> S3Failure.of(e) == S3Failure.TRANSIENT)
        .retry()
        .withBackOff(delay, delay.multipliedBy(LONGEST))
        .withJitter(JITTER)
        .atMost(retries);
  }

  private static <T> Uni<T> once(Callable<? extends CompletionStage<T>> call) {
    try {
      return Uni.createFrom().completionStage(call.call());
    } catch (Exception e) {
      return Uni.createFrom().failure(e);
    }
  }
}
