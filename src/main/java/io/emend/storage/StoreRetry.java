package io.emend.storage;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Waits for a store that is away, or for what is wrong in it to be mended: a server that starts
 * before need not start again.
 */
public final class StoreRetry {
  private static final Logger LOG = Logger.getLogger(StoreRetry.class);

  private final Duration pause;
  private final Predicate<EmendException> passing;
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile String reason = "";

  /**
   * @param pause between tries; none means that there is one try
   */
  public StoreRetry(Duration pause) {
    this(pause, e -> e.code() == ErrorCode.STORE_FAILED);
  }

  /**
   * @param passing what another try may mend
   */
  public StoreRetry(Duration pause, Predicate<EmendException> passing) {
    this.pause = pause;
    this.passing = passing;
  }

  /** Does what needs the store, again and again while it fails. */
  public <T> T call(Supplier<T> work) {
    while (true) {
      try {
        T result = work.get();
        reason = "";
        return result;
      } catch (EmendException e) {
        if (!passing.test(e) || !another(e)) {
          throw e;
        }
      }
    }
  }

  private boolean another(EmendException trouble) {
    if (pause.isZero()) {
      return false;
    }
    String now = ", " + trouble.getMessage();
    if (!now.equals(reason)) {
      LOG.warnf("%s; it is tried again", trouble.getMessage());
    }
    reason = now;
    try {
      return !ended.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What is waited for, to be put behind a sentence; empty if nothing is. */
  public String reason() {
    return reason;
  }

  /** No more tries. */
  public void end() {
    ended.countDown();
  }
}
