package io.emend.command.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What starting the packaged app costs, written down for {@code tools/bench/verify_times.py}. */
final class AppStarts {
  private static final Path FILE = Path.of("target", "app-starts.tsv");

  private AppStarts() {}

  /**
   * @param command the first argument
   */
  public static void begun(String command) {
    write("start\t" + command);
  }

  /** A server has opened its port. */
  public static void listening(Duration after) {
    write("listening\t" + after.toMillis());
  }

  private static synchronized void write(String line) {
    try {
      Files.writeString(FILE, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
