package io.emend.command.terminal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * How far something is, as one line: what matters most stands first and is what a narrow terminal
 * keeps.
 *
 * @param bar whether to draw one, where there is space between the share and the counts
 * @param total steps in all, not positive while unknown; the state calls the last step the total
 *     then
 */
record ProgressLine(boolean bar, LongSupplier total) implements ProgressBarRenderer {
  private static final String SEPARATOR = "  ";
  private static final int NARROWEST_BAR = 12;
  private static final int WIDEST_BAR = 32;
  private static final int LONGEST_TASK = 28;

  /** Before, a rate says more of the start than of the work. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  @Override
  public String render(ProgressState state, int width) {
    long max = total.getAsLong();
    double share = max > 0 ? Math.min(1, (double) state.getCurrent() / max) : 0;
    String head = task(state.getTaskName()) + (max > 0 ? percent(share) : "");
    String rest = fitting(parts(state, max), width - head.length());
    int space = Math.min(WIDEST_BAR, width - head.length() - rest.length() - 1);
    boolean drawn = bar && max > 0 && space >= NARROWEST_BAR;
    return head + (drawn ? drawing(share, space - 2) : "") + rest;
  }

  private static String task(String name) {
    return name.length() <= LONGEST_TASK ? name : name.substring(0, LONGEST_TASK - 1) + "…";
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, " %3d %%", (int) (100 * share));
  }

  private static List<String> parts(ProgressState state, long max) {
    List<String> parts = new ArrayList<>();
    parts.add(state.getCurrent() + (max > 0 ? "/" + max : ""));
    Duration elapsed = state.getElapsedAfterStart();
    parts.add(time(elapsed));
    long steps = state.getCurrent() - state.getStart();
    if (steps > 0 && elapsed.compareTo(SETTLED) > 0) {
      double rate = steps / (elapsed.toMillis() / 1e3);
      if (max > state.getCurrent()) {
        parts.add(
            time(Duration.ofSeconds(Math.round((max - state.getCurrent()) / rate))) + " left");
      }
      parts.add(String.format(Locale.ROOT, rate < 10 ? "%.2f/s" : "%.0f/s", rate));
    }
    if (!state.getExtraMessage().isBlank()) {
      parts.add(state.getExtraMessage().strip());
    }
    return parts;
  }

  /** The first parts whole, as many as there is space for, and what there is of the next. */
  private static String fitting(List<String> parts, int width) {
    StringBuilder line = new StringBuilder();
    for (String part : parts) {
      int space = width - line.length() - SEPARATOR.length();
      if (part.length() > space) {
        return space < NARROWEST_BAR
            ? line.toString()
            : line.append(SEPARATOR).append(part, 0, space - 1).append('…').toString();
      }
      line.append(SEPARATOR).append(part);
    }
    return line.toString();
  }

  private static String time(Duration time) {
    return time.toHours() > 0
        ? "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }

  private static String drawing(double share, int width) {
    int full = (int) (width * share);
    return " [" + "=".repeat(full) + " ".repeat(width - full) + "]";
  }
}
