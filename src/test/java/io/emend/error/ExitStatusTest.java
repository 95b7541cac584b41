package io.emend.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExitStatusTest {

  /** The chart's {@code podFailurePolicy} has the numbers too. */
  @Test
  void theCodesStayAsTheyAre() {
    assertThat(Stream.of(ExitStatus.values()).map(ExitStatus::code)).containsExactly(0, 1, 2, 3, 4);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"INVALID_VALUE", "DATASET_NOT_FOUND", "TRAINING_DATA_EMPTY", "ROLLBACK_IMPOSSIBLE"})
  void whatTheCallerHasToMendIsRefused(ErrorCode error) {
    assertThat(ExitStatus.of(error)).isEqualTo(ExitStatus.REFUSED);
  }

  @ParameterizedTest
  @EnumSource(
      names = {"STORE_FAILED", "INTERNAL", "QUEUE_FULL", "URL_UNREACHABLE", "OBJECT_CHANGED"})
  void whatMayPassHasFailed(ErrorCode error) {
    assertThat(ExitStatus.of(error)).isEqualTo(ExitStatus.FAILED);
  }

  @Test
  void aSignalIsNoneOfOurs() {
    assertThat(ExitStatus.of(143)).isEmpty();
  }
}
