package io.emend.command;

import io.emend.error.EmendException;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParseResult;

/**
 * Runs the command that the arguments name. Exit codes: 0 done, 1 failed, 2 not understood. An
 * {@link EmendException} is for the person at the terminal: its sentence, without a stack trace.
 */
@Dependent
public final class CommandRunner implements QuarkusApplication {
  private final IFactory factory;

  CommandRunner(IFactory factory) {
    this.factory = factory;
  }

  @Override
  public int run(String... args) {
    return new CommandLine(EmendCommand.class, factory)
        .setExecutionExceptionHandler(CommandRunner::explain)
        .execute(args);
  }

  private static int explain(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    if (failure instanceof EmendException known) {
      command.getErr().println("emend: " + known.code().code() + ": " + known.getMessage());
      return command.getCommandSpec().exitCodeOnExecutionException();
    }
    throw failure;
  }
}
