package io.emend.jobs;

import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Says in the log once that something fails, however often it is tried, and once that it works. */
public final class OutageLog {
  private final Logger log;
  private final String what;
  private String reason;
  private Instant since;

  /**
   * @param what fails, as the beginning of a sentence
   */
  public OutageLog(Logger log, String what) {
    this.log = log;
    this.what = what;
  }

  public synchronized void failed(String now, Throwable cause) {
    if (!now.equals(reason)) {
      log.warnf("%s: %s", what, now);
      log.debug("in full", cause);
      since = since == null ? Instant.now() : since;
      reason = now;
    }
  }

  /** What fails and why, as at the last failure. */
  public synchronized String sentence() {
    return what + ": " + reason;
  }

  public synchronized void worked() {
    if (reason != null) {
      long seconds = Duration.between(since, Instant.now()).toSeconds();
      log.infof("%s: no longer, after %d s", what, seconds);
      reason = null;
      since = null;
    }
  }
}
