package io.emend.command;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;

/** Where the process begins: settles what Quarkus must know before it starts, then runs it. */
@QuarkusMain
public final class Main {
  Main() {}

  /**
   * @param args the command line; the process exits with 2 when it is not understood
   */
  public static void main(String... args) {
    StartSettings.of(args).forEach(System::setProperty);
    Quarkus.run(CommandRunner.class, args);
  }
}
