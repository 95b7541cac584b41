package io.emend.command.demo;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of {@code demo}. */
public final class DemoOptions {

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of the questions, the sampling and the training. Default: ${DEFAULT-VALUE}.")
  long seed;

  @Option(
      names = "--questions",
      defaultValue = "8000",
      description = "To collect answers to. Default: ${DEFAULT-VALUE}.")
  int questions;

  @Option(
      names = "--held-out",
      defaultValue = "4000",
      description = "To measure the gain on. Default: ${DEFAULT-VALUE}.")
  int heldOut;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "target/demo",
      description = "For the report, the result and the store. Default: ${DEFAULT-VALUE}.")
  String out;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help message and exit.")
  boolean help;

  public Path store() {
    return Path.of(out, "store");
  }
}
