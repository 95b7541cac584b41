package io.emend.command.terminal;

import java.io.PrintStream;
import java.time.Duration;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;

/**
 * Shows on standard error how far a command is, one task after another: a bar at a terminal, else a
 * plain line at the start, every now and then and at the end.
 */
public final class Progress implements AutoCloseable {
  public static final long UNKNOWN = -1;

  private static final int TERMINAL_MILLIS = 250;
  private static final int FILE_MILLIS = 10_000;
  private static final int FILE_WIDTH = 400;

  private final boolean terminal;
  private final PrintStream out;
  private String current;
  private String told;
  private ProgressBar bar;
  private volatile long total = UNKNOWN;

  public Progress() {
    this(Terminal.onStandardError(), System.err);
  }

  public Progress(boolean terminal, PrintStream out) {
    this.terminal = terminal;
    this.out = out;
  }

  /**
   * Tells more of a task, or the first of another one.
   *
   * @param total {@link #UNKNOWN} while it is
   * @param figures what else there is to tell
   */
  public synchronized void show(String task, long done, long total, String figures) {
    if (!task.equals(current)) {
      close();
    }
    this.total = total;
    if (bar == null) {
      current = task;
      bar = open(task, done);
    }
    bar.stepTo(done);
    bar.setExtraMessage(figures);
  }

  /** All of the current task is done, if it is known how much that is. */
  synchronized void complete() {
    if (bar != null && total != UNKNOWN) {
      bar.stepTo(total);
    }
  }

  /** What was done before counts as done, not as speed. */
  private ProgressBar open(String task, long done) {
    ProgressBarBuilder builder =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(UNKNOWN)
            .startsFrom(done, Duration.ZERO)
            .setUpdateIntervalMillis(terminal ? TERMINAL_MILLIS : FILE_MILLIS)
            .setRenderer(new ProgressLine(terminal, () -> total));
    if (!terminal) {
      builder.setConsumer(new DelegatingProgressBarConsumer(this::tell, FILE_WIDTH));
    }
    return builder.build();
  }

  /** The bar tells its end twice. */
  private void tell(String line) {
    if (!line.equals(told)) {
      told = line;
      out.println(line);
    }
  }

  @Override
  public synchronized void close() {
    if (bar != null) {
      bar.close();
      bar = null;
    }
  }
}
