package io.emend.command;

import io.emend.error.EmendException;
import io.emend.error.ExitStatus;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigValidationException;

/** Where the process begins: settles what Quarkus must know before it starts, then runs it. */
@QuarkusMain
public final class Main {
  Main() {}

  /**
   * @param args the command line; the process exits with a code of {@link ExitStatus}
   */
  public static void main(String... args) {
    StartSettings.of(args).forEach(System::setProperty);
    Quarkus.run(CommandRunner.class, Main::exit, args);
  }

  /**
   * @param failure of the start, before there was a command; null if there was one
   */
  private static void exit(int code, Throwable failure) {
    if (failure == null) {
      System.exit(code);
    }
    // What it logs as it stops does not reach the console.
    System.err.println("emend: " + cause(failure).getMessage());
    System.exit(ofStart(failure).code());
  }

  /** Configuration stays as it is; a port or a broker may be there next time. */
  static ExitStatus ofStart(Throwable failure) {
    Throwable cause = cause(failure);
    if (cause instanceof EmendException known) {
      return ExitStatus.of(known.code());
    }
    return configuration(cause) ? ExitStatus.REFUSED : ExitStatus.FAILED;
  }

  private static boolean configuration(Throwable cause) {
    return cause instanceof ConfigurationException || cause instanceof ConfigValidationException;
  }

  /** The one that says what is wrong, else the first of all. */
  private static Throwable cause(Throwable failure) {
    Throwable cause = failure;
    while (cause.getCause() != null
        && !(cause instanceof EmendException)
        && !configuration(cause)) {
      cause = cause.getCause();
    }
    return cause;
  }
}
