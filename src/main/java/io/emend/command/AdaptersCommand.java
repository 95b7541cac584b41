package io.emend.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Adapters in the store. */
@Command(
    name = "adapters",
    description = "Manage adapters.",
    mixinStandardHelpOptions = true,
    subcommands = ImportCommand.class)
public final class AdaptersCommand implements Runnable {
  @Spec CommandSpec spec;

  @Override
  public void run() {
    CommandLine line = spec.commandLine();
    throw new ParameterException(line, "one of its commands must be given");
  }
}
