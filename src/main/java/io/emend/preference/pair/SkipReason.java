package io.emend.preference.pair;

import io.emend.preference.AskedQuestion;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.RecordedTurn;
import java.util.Optional;

/** Why a sample made no preference pair. */
public enum SkipReason {
  /** Both answers were right: nothing to prefer. */
  BOTH_RIGHT,
  /** Both answers were wrong: nothing to prefer. */
  BOTH_WRONG,
  /** The response to choose has no answer that could be read. */
  CHOSEN_UNPARSED,
  /** The response to choose picks an option by its letter and says another, or none. */
  CHOSEN_INCONSISTENT,
  /** Both responses say the same, so that preferring one has no gradient. */
  SAME_RESPONSE,
  /** Another pair has the same pictures and prompt. */
  DUPLICATE,
  /** Its group had more pairs than the smallest. */
  BALANCE,
  /** There were more pairs than asked for. */
  LIMIT;

  /** What keeps a sample alone, whatever the others are, from making a pair. */
  public static Optional<SkipReason> of(LabelledCorrection sample, PairOptions options) {
    return switch (sample.outcome()) {
      case RIGHT_RIGHT -> Optional.of(BOTH_RIGHT);
      case WRONG_WRONG -> Optional.of(BOTH_WRONG);
      case RIGHT_WRONG -> between(sample.initial(), sample.refined(), sample.asked(), options);
      case WRONG_RIGHT -> between(sample.refined(), sample.initial(), sample.asked(), options);
    };
  }

  private static Optional<SkipReason> between(
      RecordedTurn chosen, RecordedTurn rejected, AskedQuestion asked, PairOptions options) {
    if (!chosen.parsed()) {
      return Optional.of(CHOSEN_UNPARSED);
    }
    if (chosen.response().equals(rejected.response())) {
      return Optional.of(SAME_RESPONSE);
    }
    boolean unsaid = options.consistent() && !asked.saidBy(chosen);
    return unsaid ? Optional.of(CHOSEN_INCONSISTENT) : Optional.empty();
  }
}
