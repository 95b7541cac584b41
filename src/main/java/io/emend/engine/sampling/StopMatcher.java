package io.emend.engine.sampling;

import java.util.List;

/**
 * Looks for stop strings in text that comes piece by piece. What could be the beginning of one is
 * held back.
 */
public final class StopMatcher {
  private final List<String> stops;
  private final StringBuilder held = new StringBuilder();
  private boolean stopped;

  public StopMatcher(List<String> stops) {
    this.stops = stops;
  }

  public boolean stopped() {
    return stopped;
  }

  /** Adds text; returns what is safe to show now. */
  public String add(String text) {
    held.append(text);
    int cut = firstStop();
    if (cut >= 0) {
      stopped = true;
      String shown = held.substring(0, cut);
      held.setLength(0);
      return shown;
    }
    int safe = held.length() - openSuffix();
    String shown = held.substring(0, safe);
    held.delete(0, safe);
    return shown;
  }

  /** What was held back, when the response has ended. */
  public String flush() {
    String rest = held.toString();
    held.setLength(0);
    return rest;
  }

  private int firstStop() {
    return stops.stream().mapToInt(held::indexOf).filter(at -> at >= 0).min().orElse(-1);
  }

  /** Length of the longest suffix that begins a stop string. */
  private int openSuffix() {
    int longest = 0;
    for (String stop : stops) {
      for (int n = Math.min(stop.length() - 1, held.length()); n > longest; n--) {
        if (stop.startsWith(held.substring(held.length() - n))) {
          longest = n;
        }
      }
    }
    return longest;
  }
}
