package io.emend.training.job;

import io.emend.training.dpo.DpoListener;
import io.emend.training.dpo.DpoMetrics;
import java.time.Duration;

/** Brings what a run has into the store as it goes on. */
final class KeptRun implements DpoListener {
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
      kept = System.nanoTime();
      files.keepMetrics();
      files.keepCheckpoints();
    }
  }
}
