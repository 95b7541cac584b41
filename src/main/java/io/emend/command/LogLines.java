package io.emend.command;

import java.io.PrintWriter;

/** Lines of a run whose output is a log: one a second at most, and the last. */
final class LogLines {
  private static final long INTERVAL = 1_000_000_000;

  private final PrintWriter out;
  private long next = System.nanoTime();

  LogLines(PrintWriter out) {
    this.out = out;
  }

  void print(boolean last, String line) {
    if (last || System.nanoTime() - next >= 0) {
      next = System.nanoTime() + INTERVAL;
      out.println(line);
      out.flush();
    }
  }
}
