package io.emend.command.demo;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Options of {@code demo}. */
public final class DemoOptions {

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Random seed for questions, sampling and training (default: ${DEFAULT-VALUE}).")
  long seed;

  @Option(
      names = "--questions",
      defaultValue = "8000",
      description = "Number of questions to collect corrections for (default: ${DEFAULT-VALUE}).")
  int questions;

  @Option(
      names = "--held-out",
      defaultValue = "4000",
      description =
          "Number of held-out questions to measure the gain on (default: ${DEFAULT-VALUE}).")
  int heldOut;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "target/demo",
      description = "Output directory for report, result and store (default: ${DEFAULT-VALUE}).")
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
