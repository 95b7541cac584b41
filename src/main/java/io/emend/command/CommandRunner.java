package io.emend.command;

import io.emend.command.terminal.LogSettings;
import io.emend.error.EmendException;
import io.emend.error.ExitStatus;
import io.quarkus.runtime.QuarkusApplication;
import jakarta.enterprise.context.Dependent;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Runs the command that the arguments name. Exit codes are those of {@link ExitStatus}. A failure
 * is told in a sentence; only what nobody foresaw has a stack trace, and only with {@code -v}.
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
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(CommandRunner::teach)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> explain(failure, command, LogSettings.verbose(args)))
        .execute(args);
  }

  /** Unlike picocli's own handler, shows the usage beside a suggestion too. */
  private static int teach(ParameterException failure, String[] args) {
    CommandLine command = failure.getCommandLine();
    command.getErr().println(failure.getMessage());
    UnmatchedArgumentException.printSuggestions(failure, command.getErr());
    command.usage(command.getErr());
    return ExitStatus.NOT_UNDERSTOOD.code();
  }

  static int explain(Exception failure, CommandLine command, boolean verbose) throws Exception {
    if (failure instanceof EmendException known) {
      command.getErr().println("emend: " + known.code().code() + ": " + known.getMessage());
      return ExitStatus.of(known.code()).code();
    }
    if (verbose) {
      throw failure;
    }
    command.getErr().println("emend: " + failure + " (-v shows where)");
    return ExitStatus.FAILED.code();
  }
}
