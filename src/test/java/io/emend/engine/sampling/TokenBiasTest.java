package io.emend.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenBiasTest {
  private static final float[] LOGITS = {3, 2.5f, 1, 0.75f};

  private static List<Integer> greedy(TokenBias bias, int tokens) {
    Sampler sampler = new Sampler(new Sampling(0, 1, 0, 0, 1, null, tokens, List.of(), -1, bias));
    List<Integer> drawn = new ArrayList<>();
    for (int i = 0; i < tokens; i++) {
      drawn.add(sampler.next(LOGITS, Set.of()));
    }
    return drawn;
  }

  private static String field(double frequency, double presence, Map<Integer, Double> logitBias) {
    return String.valueOf(
        catchThrowableOfType(
                EmendException.class, () -> new TokenBias(frequency, presence, logitBias))
            .details()
            .get("field"));
  }

  @Test
  void withoutABiasTheLogitsAreLeftAsTheyAre() {
    assertThat(Sampler.biased(TokenBias.NONE, LOGITS, Map.of(0, 3))).isSameAs(LOGITS);
  }

  @Test
  void aBiasIsAddedToItsToken() {
    TokenBias bias = new TokenBias(0, 0, Map.of(1, 2.0, 2, -100.0));
    assertThat(Sampler.biased(bias, LOGITS, Map.of())).containsExactly(3, 4.5f, -99, 0.75f);
  }

  @Test
  void theFrequencyPenaltyCountsAndThePresencePenaltyDoesNot() {
    TokenBias bias = new TokenBias(0.5, 0.25, Map.of());
    assertThat(Sampler.biased(bias, LOGITS, Map.of(0, 1, 1, 3)))
        .containsExactly(2.25f, 0.75f, 1, 0.75f);
  }

  @Test
  void aBannedTokenIsNotChosen() {
    assertThat(greedy(new TokenBias(0, 0, Map.of(0, -100.0)), 2)).containsExactly(1, 1);
  }

  /** 3 and 2.5 take turns at each loss of 0.4, until both are below 1. */
  @Test
  void theFrequencyPenaltyGrowsWithEachUse() {
    assertThat(greedy(new TokenBias(0.4, 0, Map.of()), 5)).containsExactly(0, 0, 1, 0, 1);
  }

  @Test
  void thePresencePenaltyIsPaidOnce() {
    assertThat(greedy(new TokenBias(0, 1, Map.of()), 4)).containsExactly(0, 1, 0, 0);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-2.1, 2.1, Double.NaN})
  void aPenaltyOutOfRangeIsNamed(double value) {
    assertThat(field(value, 0, Map.of())).isEqualTo("frequency_penalty");
    assertThat(field(0, value, Map.of())).isEqualTo("presence_penalty");
  }

  @Test
  void aBiasOutOfRangeIsNamedWithItsToken() {
    assertThat(field(0, 0, Map.of(7, 101.0))).isEqualTo("logit_bias.7");
    assertThat(field(0, 0, Map.of(-1, 1.0))).isEqualTo("logit_bias.-1");
  }

  @Test
  void aTokenThatTheModelDoesNotHaveIsNamed() {
    TokenBias bias = new TokenBias(0, 0, Map.of(4, 1.0));
    assertThat(
            catchThrowableOfType(EmendException.class, () -> bias.requireWithin(4))
                .details()
                .get("field"))
        .isEqualTo("logit_bias.4");
  }
}
