package io.emend.engine.sampling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.emend.engine.FakeProcessor;
import io.emend.generation.TokenLogprob;
import org.junit.jupiter.api.Test;

class LogprobsTest {
  private static final float[] LOGITS = {
    (float) Math.log(0.1), -100, (float) Math.log(0.6), (float) Math.log(0.3)
  };
  private final Logprobs logprobs = new Logprobs(new FakeProcessor());

  @Test
  void theChosenTokenHasItsLogProbability() {
    assertThat(logprobs.of(LOGITS, 3, 0).logprob()).isEqualTo(Math.log(0.3), within(1e-6));
  }

  @Test
  void theAlternativesComeBestFirst() {
    assertThat(logprobs.of(LOGITS, 0, 3).top())
        .extracting(TokenLogprob::token)
        .containsExactly(2, 3, 0);
  }

  @Test
  void noneAskedForNoneCome() {
    assertThat(logprobs.of(LOGITS, 0, 0).top()).isEmpty();
  }

  @Test
  void moreThanTheVocabularyAreTheVocabulary() {
    assertThat(logprobs.of(LOGITS, 0, 20).top()).hasSize(4);
  }

  @Test
  void aTokenHasItsText() {
    assertThat(logprobs.of(LOGITS, 2, 1).text()).isEqualTo("a");
  }

  @Test
  void largeLogitsDoNotOverflow() {
    assertThat(logprobs.of(new float[] {3000, 3000}, 0, 0).logprob())
        .isEqualTo(Math.log(0.5), within(1e-9));
  }
}
