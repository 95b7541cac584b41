package io.emend.preference;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.correction.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SkipReasonTest {
  private static final RecordedTurn UNPARSED = new RecordedTurn("I cannot tell", null);

  @ParameterizedTest
  @CsvSource({"RIGHT_RIGHT, BOTH_RIGHT", "WRONG_WRONG, BOTH_WRONG"})
  void equalOutcomesMakeNoPair(Outcome outcome, SkipReason reason) {
    assertThat(SkipReason.of(Samples.of("a", outcome))).hasValue(reason);
  }

  @ParameterizedTest
  @EnumSource(
      value = Outcome.class,
      names = {"RIGHT_WRONG", "WRONG_RIGHT"})
  void mixedOutcomesMakeAPair(Outcome outcome) {
    assertThat(SkipReason.of(Samples.of("a", outcome))).isEmpty();
  }

  @Test
  void anUnparsedFirstResponseIsNotChosen() {
    assertThat(SkipReason.of(sample(Outcome.RIGHT_WRONG, UNPARSED, Samples.turn("x", false))))
        .hasValue(SkipReason.CHOSEN_UNPARSED);
  }

  @Test
  void anUnparsedSecondResponseIsNotChosen() {
    assertThat(SkipReason.of(sample(Outcome.WRONG_RIGHT, Samples.turn("x", false), UNPARSED)))
        .hasValue(SkipReason.CHOSEN_UNPARSED);
  }

  @Test
  void anUnparsedResponseCanBeRejected() {
    assertThat(SkipReason.of(sample(Outcome.RIGHT_WRONG, Samples.turn("x", true), UNPARSED)))
        .isEmpty();
  }

  @Test
  void equalResponsesMakeNoPair() {
    RecordedTurn same = Samples.turn("x", true);
    assertThat(SkipReason.of(sample(Outcome.RIGHT_WRONG, same, same)))
        .hasValue(SkipReason.SAME_RESPONSE);
  }

  private static LabelledCorrection sample(
      Outcome outcome, RecordedTurn initial, RecordedTurn refined) {
    String image = "a".repeat(64);
    return Samples.with("a", outcome, "c", Samples.asked(image, "What?"), initial, refined);
  }
}
