package io.emend.engine;

import static io.emend.engine.EngineBench.greedy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import io.emend.model.Prompt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each picture takes its own number of tokens, in one span or several. */
class PictureSpansTest {
  private static final int CHUNK = EngineBench.OPTIONS.prefillChunk();
  private final EngineBench bench = new EngineBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private static String alone(String prompt) {
    return EngineBench.alone(prompt, greedy(20));
  }

  @Test
  void aSecondTurnContinuesOnAPictureOfSeveralSpans() {
    Prompt first = FakeProcessor.prompt("<cat:3:4>what is it");
    GenerationResult answer = bench.ask(first, greedy(20)).result();
    Prompt second = FakeProcessor.continued(first, answer.tokens(), " look again");
    assertThat(bench.ask(second, greedy(20)).result().cachedTokens())
        .isEqualTo(first.length() + answer.tokens().length - 1);
  }

  @Test
  void picturesOfUnlikeSizeStandInOnePrompt() {
    String prompt = "<cat:2><dog:9:1>what are they";
    assertThat(bench.ask(prompt, greedy(20)).text()).isEqualTo(alone(prompt));
  }

  @Test
  void aSpanLongerThanAChunkIsReadAtOnce() {
    bench.ask("<cat:" + 3 * CHUNK + ">what", greedy(1)).result();
    assertThat(bench.model().prefilled()).containsExactly(3 * CHUNK, 4);
  }

  @Test
  void manySpansAreReadInChunksThatDivideNone() {
    bench.ask("<cat:10:10:10:10>", greedy(1)).result();
    assertThat(bench.model().prefilled()).containsExactly(21, 22);
  }

  @Test
  void aPictureInTwoChunksIsEncodedOnce() {
    bench.ask("<cat:10:10:10:10>", greedy(1)).result();
    assertThat(bench.model().encoded()).containsExactly("cat");
  }

  @Test
  void aPromptOverTheContextIsRefusedWithTheTokensOfItsPictures() {
    assertThatThrownBy(
            () -> bench.ask("<cat:100:100><dog:150>" + "a".repeat(FakeModel.CONTEXT), greedy(1)))
        .isInstanceOfSatisfying(
            EmendException.class,
            error -> assertThat(error.details()).containsEntry("imageTokens", 350));
  }
}
