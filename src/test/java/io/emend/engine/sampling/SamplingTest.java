package io.emend.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SamplingTest {

  private static String field(Runnable construction) {
    EmendException error = catchThrowableOfType(EmendException.class, construction::run);
    return (String) error.details().get("field");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 2.1, Double.NaN, Double.POSITIVE_INFINITY})
  void aTemperatureOutOfRangeIsRefused(double value) {
    assertThat(field(() -> new Sampling(value, 1, 0, 0, 1, null, 1, List.of(), -1, TokenBias.NONE)))
        .isEqualTo("temperature");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 0, 1.1, Double.NaN})
  void aNucleusOutOfRangeIsRefused(double value) {
    assertThat(field(() -> new Sampling(1, value, 0, 0, 1, null, 1, List.of(), -1, TokenBias.NONE)))
        .isEqualTo("top_p");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  void aMinPOutOfRangeIsRefused(double value) {
    assertThat(field(() -> new Sampling(1, 1, 0, value, 1, null, 1, List.of(), -1, TokenBias.NONE)))
        .isEqualTo("min_p");
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, 0, 2.1, Double.NaN})
  void aRepetitionPenaltyOutOfRangeIsRefused(double value) {
    assertThat(field(() -> new Sampling(1, 1, 0, 0, value, null, 1, List.of(), -1, TokenBias.NONE)))
        .isEqualTo("repetition_penalty");
  }

  @Test
  void aNegativeTopKIsRefused() {
    assertThat(field(() -> new Sampling(1, 1, -1, 0, 1, null, 1, List.of(), -1, TokenBias.NONE)))
        .isEqualTo("top_k");
  }

  @Test
  void aResponseWithoutTokensIsRefused() {
    assertThat(field(() -> new Sampling(1, 1, 0, 0, 1, null, 0, List.of(), -1, TokenBias.NONE)))
        .isEqualTo("max_tokens");
  }

  @Test
  void anEmptyStopStringIsRefused() {
    assertThat(field(() -> new Sampling(1, 1, 0, 0, 1, null, 1, List.of(""), -1, TokenBias.NONE)))
        .isEqualTo("stop");
  }

  @Test
  void moreThanFourStopStringsAreRefused() {
    List<String> five = List.of("a", "b", "c", "d", "e");
    assertThat(field(() -> new Sampling(1, 1, 0, 0, 1, null, 1, five, -1, TokenBias.NONE)))
        .isEqualTo("stop");
  }

  @Test
  void moreThanTwentyAlternativesAreRefused() {
    assertThat(field(() -> new Sampling(1, 1, 0, 0, 1, null, 1, List.of(), 21, TokenBias.NONE)))
        .isEqualTo("top_logprobs");
  }
}
