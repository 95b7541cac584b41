package io.emend.command;

import io.emend.command.demo.DemoCommand;
import io.emend.command.terminal.LogSettings;
import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The top of the command line. {@link LogSettings} reads the option, before Quarkus starts. */
@TopCommand
@Command(
    name = "emend",
    description = "Self-correction learning for vision-language models.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionProvider.class,
    subcommands = {
      ServeCommand.class,
      DemoCommand.class,
      AskCommand.class,
      CollectCommand.class,
      ExportCommand.class,
      EvaluateCommand.class,
      TrainCommand.class,
      AdaptersCommand.class,
      PretrainCommand.class
    })
public final class EmendCommand {

  @Option(
      names = {"-v", "--verbose"},
      scope = ScopeType.INHERIT,
      description = "Print the full log to standard error.")
  boolean verbose;
}
