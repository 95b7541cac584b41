package io.emend.command.terminal;

import java.io.PrintWriter;

/** Lines of a run whose output is a log: one a second at most, and the last. */
public final class LogLines {
  private static final long INTERVAL = 1_000_000_000;

  private final PrintWriter out;
  private long next = System.nanoTime();

  public LogLines(PrintWriter out) {
    this.out = out;
  }

  public void print(boolean last, String line) {
    if (last || System.nanoTime() - next >= 0) {
      next = System.nanoTime() + INTERVAL;
      out.println(line);
      out.flush();
    }
  }
}
