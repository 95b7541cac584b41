package io.emend.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBarRenderer;
import me.tongfei.progressbar.ProgressState;

/**
 * How far something is, as one line: what matters most stands first and is what a narrow terminal
 * keeps.
 *
 * @param bar whether to draw one, where there is space between the share and the counts
 */
record ProgressLine(boolean bar) implements ProgressBarRenderer {
  private static final String SEPARATOR = "  ";
  private static final int NARROWEST_BAR = 12;
  private static final int WIDEST_BAR = 32;
  private static final int LONGEST_TASK = 28;

  /** Before, a rate says more of the start than of the work. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  @Override
  public String render(ProgressState state, int width) {
    boolean known = state.getMax() > 0;
    String head = task(state.getTaskName()) + (known ? " " + percent(state) : "");
    String rest = fitting(parts(state, known), width - head.length());
    int space = Math.min(WIDEST_BAR, width - head.length() - rest.length() - 1);
    boolean drawn = bar && known && space >= NARROWEST_BAR;
    return head + (drawn ? " " + drawing(state, space - 2) : "") + rest;
  }

  private static String task(String name) {
    return name.length() <= LONGEST_TASK ? name : name.substring(0, LONGEST_TASK - 1) + "…";
  }

  private static String percent(ProgressState state) {
    return String.format(Locale.ROOT, "%3d %%", 100 * state.getCurrent() / state.getMax());
  }

  private static List<String> parts(ProgressState state, boolean known) {
    List<String> parts = new ArrayList<>();
    parts.add(state.getCurrent() + (known ? "/" + state.getMax() : ""));
    Duration elapsed = state.getElapsedAfterStart();
    parts.add(time(elapsed));
    long steps = state.getCurrent() - state.getStart();
    if (steps > 0 && elapsed.compareTo(SETTLED) > 0) {
      double rate = steps / (elapsed.toMillis() / 1e3);
      if (known && state.getCurrent() < state.getMax()) {
        long left = Math.round((state.getMax() - state.getCurrent()) / rate);
        parts.add(time(Duration.ofSeconds(left)) + " left");
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

  private static String drawing(ProgressState state, int width) {
    int full = (int) Math.min(width, width * state.getCurrent() / state.getMax());
    return "[" + "=".repeat(full) + " ".repeat(width - full) + "]";
  }
}
