package io.emend.command;

import io.quarkus.picocli.runtime.annotations.TopCommand;
import picocli.CommandLine.Command;

/** The top of the command line. */
@TopCommand
@Command(
    name = "emend",
    description = "A vision-language model that corrects itself and learns from it.",
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
      PretrainCommand.class
    })
public final class EmendCommand {}
