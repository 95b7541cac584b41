package io.emend.inference.http;

import java.util.Arrays;
import java.util.List;

/** The preference to be answered later, after RFC 7240. */
public final class RespondAsync {
  public static final String HEADER = "Prefer";
  public static final String TOKEN = "respond-async";

  private RespondAsync() {}

  /**
   * @param lines of the header, null where there is none
   */
  public static boolean isPreferred(List<String> lines) {
    return lines != null
        && lines.stream()
            .flatMap(line -> Arrays.stream(line.split(",")))
            // Behind a semicolon stand its parameters.
            .map(preference -> preference.split(";", 2)[0].strip())
            .anyMatch(TOKEN::equalsIgnoreCase);
  }
}
