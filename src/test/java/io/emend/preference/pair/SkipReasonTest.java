package io.emend.preference.pair;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.correction.Outcome;
import io.emend.preference.LabelledCorrection;
import io.emend.preference.RecordedTurn;
import io.emend.preference.Samples;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SkipReasonTest {
  private static final PairOptions CONSISTENT =
      new PairOptions(true, true, Balance.NONE, 0.1, 0, Integer.MAX_VALUE);

  private static final RecordedTurn UNPARSED = new RecordedTurn("I cannot tell", null);

  @ParameterizedTest
  @CsvSource({"RIGHT_RIGHT, BOTH_RIGHT", "WRONG_WRONG, BOTH_WRONG"})
  void equalOutcomesMakeNoPair(Outcome outcome, SkipReason reason) {
    assertThat(of(Samples.of("a", outcome))).hasValue(reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"RIGHT_WRONG", "WRONG_RIGHT"})
  void mixedOutcomesMakeAPair(Outcome outcome) {
    assertThat(of(Samples.of("a", outcome))).isEmpty();
  }

  @Test
  void anUnparsedFirstResponseIsNotChosen() {
    assertThat(of(sample(Outcome.RIGHT_WRONG, UNPARSED, Samples.turn("x", false))))
        .hasValue(SkipReason.CHOSEN_UNPARSED);
  }

  @Test
  void anUnparsedSecondResponseIsNotChosen() {
    assertThat(of(sample(Outcome.WRONG_RIGHT, Samples.turn("x", false), UNPARSED)))
        .hasValue(SkipReason.CHOSEN_UNPARSED);
  }

  @Test
  void anUnparsedResponseCanBeRejected() {
    assertThat(of(sample(Outcome.RIGHT_WRONG, Samples.turn("x", true), UNPARSED))).isEmpty();
  }

  @Test
  void equalResponsesMakeNoPair() {
    RecordedTurn same = Samples.turn("x", true);
    assertThat(of(sample(Outcome.RIGHT_WRONG, same, same))).hasValue(SkipReason.SAME_RESPONSE);
  }

  /** "A" is red. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          It is red. ## A ##          | true
          RED, so A. ## A ##          | true
          It is blue. ## A ##         | false
          It is reddish. ## A ##      | false
          ## A ##                     | false
          """)
  void aChosenResponseMayHaveToSayWhatItPicks(String response, boolean kept) {
    RecordedTurn chosen = new RecordedTurn(response, "A");
    LabelledCorrection lucky =
        sample(Outcome.WRONG_RIGHT, Samples.turn("It is blue.", false), chosen);
    assertThat(SkipReason.of(lucky, CONSISTENT))
        .isEqualTo(kept ? Optional.empty() : Optional.of(SkipReason.CHOSEN_INCONSISTENT));
    assertThat(of(lucky)).isEmpty();
  }

  @Test
  void anUnparsedResponseSaysNothingThatCouldBeInconsistent() {
    LabelledCorrection unparsed =
        sample(Outcome.RIGHT_WRONG, UNPARSED, Samples.turn("It is blue.", false));
    assertThat(SkipReason.of(unparsed, CONSISTENT)).hasValue(SkipReason.CHOSEN_UNPARSED);
  }

  private static Optional<SkipReason> of(LabelledCorrection sample) {
    return SkipReason.of(sample, PairOptions.DEFAULTS);
  }

  private static LabelledCorrection sample(
      Outcome outcome, RecordedTurn initial, RecordedTurn refined) {
    String image = "a".repeat(64);
    return Samples.with("a", outcome, "c", Samples.asked(image, "What?"), initial, refined);
  }
}
