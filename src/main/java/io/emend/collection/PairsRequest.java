package io.emend.collection;

import static java.util.Objects.requireNonNullElse;

import io.emend.error.EmendException;
import io.emend.preference.pair.Balance;
import io.emend.preference.pair.PairOptions;
import java.util.Arrays;
import java.util.Locale;

/**
 * How samples become pairs, as a request gives it; what is left out is as in {@link
 * PairOptions#DEFAULTS}.
 *
 * @param consistent drop pairs whose chosen response says another option than its letter
 * @param balance none, outcomes, categories or outcomes_and_categories
 */
public record PairsRequest(
    Boolean consistent,
    Boolean deduplicate,
    String balance,
    Double validationFraction,
    Long seed,
    Integer maxPairs) {
  static final PairsRequest NONE = new PairsRequest(null, null, null, null, null, null);

  /** The request that the options would come from. */
  static PairsRequest of(PairOptions options) {
    return new PairsRequest(
        options.consistent(),
        options.deduplicate(),
        options.balance().name().toLowerCase(Locale.ROOT),
        options.validationFraction(),
        options.seed(),
        options.maxPairs());
  }

  PairOptions options() {
    PairOptions standard = PairOptions.DEFAULTS;
    return new PairOptions(
        requireNonNullElse(consistent, standard.consistent()),
        requireNonNullElse(deduplicate, standard.deduplicate()),
        balance == null ? standard.balance() : named(balance),
        requireNonNullElse(validationFraction, standard.validationFraction()),
        requireNonNullElse(seed, standard.seed()),
        requireNonNullElse(maxPairs, standard.maxPairs()));
  }

  private static Balance named(String word) {
    return Arrays.stream(Balance.values())
        .filter(balance -> balance.name().equalsIgnoreCase(word))
        .findFirst()
        .orElseThrow(
            () ->
                EmendException.invalid(
                    "balance",
                    "must be none, outcomes, categories or outcomes_and_categories",
                    word));
  }
}
