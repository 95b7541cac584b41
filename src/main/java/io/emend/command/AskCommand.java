package io.emend.command;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks one question about one picture. */
@Command(
    name = "ask",
    description = "Ask a question about a picture.",
    mixinStandardHelpOptions = true)
public final class AskCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "IMAGE", description = "File with the picture.")
  Path image;

  @Parameters(index = "1", paramLabel = "QUESTION")
  String question;

  @Option(names = "--option", paramLabel = "TEXT", description = "A choice; give one for each.")
  List<String> options = List.of();

  @Option(names = "--correct", description = "Have the model look again at its answer.")
  boolean correct;

  @Override
  public Integer call() {
    throw new EmendException(ErrorCode.MODEL_NOT_READY, "ask needs a model, and none is loaded");
  }
}
