package io.emend.engine;

import static io.emend.engine.EngineBench.greedy;
import static io.emend.engine.FakeProcessor.HALF;
import static io.emend.engine.FakeProcessor.REST;
import static io.emend.engine.FakeProcessor.token;
import static io.emend.engine.FakeProcessor.tokens;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.generation.EngineStats;
import io.emend.generation.FinishReason;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a listener hears, and when a response ends. */
class StreamingTest {

  private static Heard hear(int[] says, Sampling sampling) {
    try (EngineBench bench = new EngineBench(new FakeModel().saying(says), EngineBench.OPTIONS)) {
      Heard heard = bench.ask("question", sampling);
      heard.result();
      return heard;
    }
  }

  @Test
  void textComesTokenByToken() {
    assertThat(hear(tokens("abc"), greedy(40)).pieces()).containsExactly("a", "b", "c");
  }

  @Test
  void theEndTokenEndsTheResponseAndIsNotInTheText() {
    GenerationResult result = hear(tokens("abc"), greedy(40)).result();
    assertThat(result.text()).isEqualTo("abc");
    assertThat(result.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(result.tokens()).endsWith(FakeModel.END).hasSize(4);
  }

  @Test
  void aResponseMayBeEmpty() {
    GenerationResult result = hear(new int[] {}, greedy(40)).result();
    assertThat(result.text()).isEmpty();
    assertThat(result.tokens()).containsExactly(FakeModel.END);
  }

  @Test
  void theRepetitionPenaltyHeedsWhatWasWritten() {
    Sampling penalized = new Sampling(0, 1, 0, 0, 2, null, 3, List.of(), -1, TokenBias.NONE);
    try (EngineBench bench = new EngineBench(new FakeModel().flat(), EngineBench.OPTIONS)) {
      assertThat(bench.ask("question", penalized).result().tokens()).doesNotHaveDuplicates();
    }
  }

  @Test
  void theLimitEndsTheResponse() {
    GenerationResult result = hear(tokens("abcdef"), greedy(4)).result();
    assertThat(result.text()).isEqualTo("abcd");
    assertThat(result.finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void anEndTokenAtTheLimitIsAStop() {
    assertThat(hear(tokens("abc"), greedy(4)).result().finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void aStopStringOverSeveralTokensEndsTheResponse() {
    GenerationResult result = hear(tokens("hello stop here"), greedy(40, "stop")).result();
    assertThat(result.text()).isEqualTo("hello ");
    assertThat(result.finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void noPartOfAStopStringIsHeard() {
    assertThat(hear(tokens("xx stop"), greedy(40, "stop")).pieces()).containsExactly("x", "x", " ");
  }

  @Test
  void whatOnlyBeganLikeAStopStringIsHeardLater() {
    assertThat(hear(tokens("stone"), greedy(40, "stop")).pieces()).containsExactly("ston", "e");
  }

  @Test
  void whatWasHeldBackIsHeardAtTheEnd() {
    assertThat(hear(tokens("a sto"), greedy(40, "stop")).pieces()).containsExactly("a", " ", "sto");
  }

  @Test
  void halfACharacterIsHeldBack() {
    assertThat(hear(new int[] {token('a'), HALF, REST}, greedy(40)).pieces())
        .containsExactly("a", "é");
  }

  @Test
  void aCharacterThatNeverCameWholeIsMarkedAtTheEnd() {
    assertThat(hear(new int[] {token('a'), HALF}, greedy(2)).text()).isEqualTo("a\uFFFD");
  }

  @Test
  void theTextIsWhatWasHeard() {
    Heard heard = hear(tokens("one stone to stop"), greedy(40, "stop", "to the"));
    assertThat(String.join("", heard.pieces())).isEqualTo(heard.text());
  }

  @Test
  void logprobsComeWithEachToken() {
    Sampling sampling = new Sampling(0, 1, 0, 0, 1, null, 3, List.of(), 2, TokenBias.NONE);
    GenerationResult result = hear(tokens("abcdef"), sampling).result();
    assertThat(result.logprobs()).extracting("text").containsExactly("a", "b", "c");
    assertThat(result.logprobs()).allMatch(each -> each.top().size() == 2);
  }

  @Test
  void withoutLogprobsNoneCome() {
    assertThat(hear(tokens("abc"), greedy(40)).result().logprobs()).isEmpty();
  }

  @Test
  void theStatsCountWhatWasServed() {
    try (EngineBench bench = new EngineBench(new FakeModel().saying(n -> 5), EngineBench.OPTIONS)) {
      bench.ask("question", greedy(3)).result();
      EngineStats stats = bench.engine().stats();
      assertThat(stats.promptTokens()).isEqualTo("question".length());
      assertThat(stats.generatedTokens()).isEqualTo(3);
      assertThat(stats.finishedLength()).isEqualTo(1);
    }
  }
}
