package io.emend.training.job;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Brings what a run has into the store as it goes on. */
final class KeptRun implements DpoListener {
  private static final Logger LOG = Logger.getLogger(KeptRun.class);

  private final RunFiles files;
  private final DpoListener listener;
  private final long interval;
  private long kept;

  /**
   * @param listener hears everything as well
   */
  KeptRun(RunFiles files, DpoListener listener, Duration interval) {
    this.files = files;
    this.listener = listener;
    this.interval = interval.toNanos();
    this.kept = System.nanoTime() - this.interval;
  }

  @Override
  public void onReferences(int done, int of) {
    listener.onReferences(done, of);
  }

  @Override
  public void onStep(DpoMetrics metrics, int of) {
    listener.onStep(metrics, of);
    if (System.nanoTime() - kept >= interval) {
      keep();
      kept = System.nanoTime();
    }
  }

  /** A store that is away stops no run: what it lacks is kept with what comes later. */
  private void keep() {
    try {
      files.keepMetrics();
      files.keepCheckpoints();
    } catch (EmendException e) {
      if (e.code() != ErrorCode.STORE_FAILED) {
        throw e;
      }
      LOG.warnf("%s; the run goes on and keeps its state later", e.getMessage());
    }
  }
}
