package io.emend.preference.pair;

import static io.emend.error.EmendException.require;

import io.emend.preference.DataSplit;
import io.emend.storage.Sha256;

/**
 * How samples become pairs. Nothing depends on the order of the samples: of what competes, the seed
 * and the sample's id decide.
 *
 * @param consistent only pairs whose chosen response says in words what it picks by its letter
 * @param deduplicate one pair for the same pictures and prompt, that of the least sample id
 * @param validationFraction of the pictures, about; a picture never is on both sides, so that
 *     questions that share pictures stay together
 * @param maxPairs most pairs, taken evenly from the groups of the balance
 */
public record PairOptions(
    boolean consistent,
    boolean deduplicate,
    Balance balance,
    double validationFraction,
    long seed,
    int maxPairs) {
  public static final PairOptions DEFAULTS =
      new PairOptions(false, true, Balance.NONE, 0.1, 0, Integer.MAX_VALUE);

  /** 13 hex digits are 52 bits: what a double holds exactly. */
  private static final int DIGITS = 13;

  public PairOptions {
    require(balance != null, "balance", "must be there", balance);
    require(
        validationFraction >= 0 && validationFraction < 1,
        "validationFraction",
        "must be 0 or more and under 1",
        validationFraction);
    require(maxPairs >= 1, "maxPairs", "must be 1 or more", maxPairs);
  }

  /**
   * The side of a picture, by the digest that names its group. Of several pictures, a group that is
   * more than all of validation should be is trained on: everything may hang together.
   */
  DataSplit split(PictureGroups groups, String picture) {
    String group = groups.nameOf(picture);
    long size = groups.sizeOf(group);
    if (size > 1 && size > validationFraction * groups.pictures()) {
      return DataSplit.TRAIN;
    }
    long hash = Long.parseLong(Sha256.of(seed + "/split/" + group).substring(0, DIGITS), 16);
    double position = hash / (double) (1L << (4 * DIGITS));
    return position < validationFraction ? DataSplit.VALIDATION : DataSplit.TRAIN;
  }

  /** The place of a pair among those it competes with: the least stays. */
  String place(PreferencePair pair) {
    return Sha256.of(seed + "/place/" + pair.sample());
  }
}
