package io.emend.inference.http;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * How long a process that has been told to end works on. Quarkus closes connections after {@code
 * quarkus.shutdown.delay} and {@code quarkus.shutdown.timeout}; what is not finished is given up a
 * little sooner, so that who waits for it is told so.
 */
@Singleton
public class ShutdownTime {
  private static final Duration MOST_LAST_WORDS = Duration.ofSeconds(2);

  private final Duration gracePeriod;

  /**
   * @param delay in which a server that ends is still asked by those who have not heard
   * @param timeout after it, in which it finishes what it was asked
   */
  public ShutdownTime(
      @ConfigProperty(name = "quarkus.shutdown.delay") Optional<Duration> delay,
      @ConfigProperty(name = "quarkus.shutdown.timeout") Optional<Duration> timeout) {
    Duration finishing = timeout.orElse(Duration.ZERO);
    Duration quarter = finishing.dividedBy(4);
    Duration lastWords = quarter.compareTo(MOST_LAST_WORDS) < 0 ? quarter : MOST_LAST_WORDS;
    this.gracePeriod = delay.orElse(Duration.ZERO).plus(finishing).minus(lastWords);
  }

  /** From when the process is told to end until it gives up what it has not finished. */
  public Duration gracePeriod() {
    return gracePeriod;
  }

  /** Does something when that is over, if the process has not ended by then. */
  public void whenOver(Runnable action) {
    CompletableFuture.delayedExecutor(gracePeriod.toMillis(), TimeUnit.MILLISECONDS)
        .execute(action);
  }
}
