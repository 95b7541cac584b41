package io.emend.command.terminal;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;

/** Where standard error goes. */
public final class Terminal {
  private Terminal() {}

  /** For a person, beside what a command prints. */
  public static void tell(String line) {
    System.err.println(line);
  }

  /** Whether somebody sees it as it is written, and a line can be written over. */
  static boolean onStandardError() {
    return !"dumb".equals(System.getenv("TERM")) && test();
  }

  /** The JVM knows of its standard input and output only. */
  private static boolean test() {
    try {
      ProcessBuilder test = new ProcessBuilder("test", "-t", "2");
      return test.redirectError(Redirect.INHERIT).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
