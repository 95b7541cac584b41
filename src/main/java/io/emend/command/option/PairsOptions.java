package io.emend.command.option;

import io.emend.collection.PairsRequest;
import picocli.CommandLine.Option;

/** How samples become pairs; what is not given is left to the defaults of the API. */
public final class PairsOptions {

  @Option(
      names = "--consistent",
      description =
          "Drop pairs whose chosen response picks an option by its letter and does not say it.")
  boolean consistent;

  @Option(
      names = "--keep-duplicates",
      description = "Keep all pairs of one picture and prompt. Default: one.")
  boolean keepDuplicates;

  @Option(
      names = "--balance",
      description = "none, outcomes, categories or outcomes_and_categories. Default: none.")
  String balance;

  @Option(
      names = "--validation-fraction",
      description = "Share of the pictures kept to choose settings on. Default: 0.1.")
  Double validationFraction;

  @Option(names = "--pairs-seed", description = "Decides which pairs stay. Default: 0.")
  Long seed;

  @Option(names = "--max-pairs", description = "Most pairs. Default: all.")
  Integer maxPairs;

  public PairsRequest request() {
    Boolean deduplicate = keepDuplicates ? Boolean.FALSE : null;
    return new PairsRequest(
        consistent ? true : null, deduplicate, balance, validationFraction, seed, maxPairs);
  }
}
