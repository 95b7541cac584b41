package io.emend.command.option;

import io.emend.collection.PairsRequest;
import picocli.CommandLine.Option;

/** How samples become pairs; what is not given is left to the defaults of the API. */
public final class PairsOptions {

  @Option(
      names = "--consistent",
      description = "Drop pairs whose chosen response names an option's letter but not its text.")
  boolean consistent;

  @Option(
      names = "--keep-duplicates",
      description = "Keep all pairs with the same image and prompt (default: one).")
  boolean keepDuplicates;

  @Option(
      names = "--balance",
      description =
          "Balance: none, outcomes, categories or outcomes_and_categories (default: none).")
  String balance;

  @Option(
      names = "--validation-fraction",
      description = "Fraction of the images held out for validation (default: 0.1).")
  Double validationFraction;

  @Option(names = "--pairs-seed", description = "Random seed for pair selection (default: 0).")
  Long seed;

  @Option(names = "--max-pairs", description = "Maximum number of pairs (default: all).")
  Integer maxPairs;

  public PairsRequest request() {
    Boolean deduplicate = keepDuplicates ? Boolean.FALSE : null;
    return new PairsRequest(
        consistent ? true : null, deduplicate, balance, validationFraction, seed, maxPairs);
  }
}
