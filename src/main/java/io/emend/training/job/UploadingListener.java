package io.emend.training.job;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import java.time.Duration;
import org.jboss.logging.Logger;

/** Uploads what a run has to the store while it goes on. */
final class UploadingListener implements DpoListener {
  private static final Logger LOG = Logger.getLogger(UploadingListener.class);

  private final RunFiles files;
  private final DpoListener listener;
  private final long interval;
  private long uploaded;

  /**
   * Whether the store may hold a phase before the steps; a run before this one may have left it.
   */
  private boolean before = true;

  /**
   * @param listener hears everything as well
   */
  UploadingListener(RunFiles files, DpoListener listener, Duration interval) {
    this.files = files;
    this.listener = listener;
    this.interval = interval.toNanos();
    this.uploaded = System.nanoTime() - this.interval;
  }

  @Override
  public void onFeatures(int done, int of) {
    listener.onFeatures(done, of);
    onPhase("features", done, of);
  }

  @Override
  public void onReferences(int done, int of) {
    listener.onReferences(done, of);
    onPhase("references", done, of);
  }

  private void onPhase(String phase, int done, int of) {
    if (System.nanoTime() - uploaded >= interval) {
      keep(() -> files.keepPhase(phase, done, of));
      before = true;
      uploaded = System.nanoTime();
    }
  }

  @Override
  public void onStep(DpoMetrics metrics, int of) {
    listener.onStep(metrics, of);
    if (before) {
      keep(files::removePhase);
      before = false;
    }
    if (System.nanoTime() - uploaded >= interval) {
      keep(files::keepMetrics);
      keep(files::keepCheckpoints);
      uploaded = System.nanoTime();
    }
  }

  /** A store that is away stops no run: what it lacks is uploaded with what comes later. */
  private void keep(Runnable what) {
    try {
      what.run();
    } catch (EmendException e) {
      if (e.code() != ErrorCode.STORE_FAILED) {
        throw e;
      }
      LOG.warnf("%s; the run goes on and keeps its state later", e.getMessage());
    }
  }
}
