package io.emend.engine;

import static io.emend.engine.EngineBench.greedy;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.model.Prompt;
import io.emend.model.rope.Positions;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a token stands for the rotary embedding is the prompt's to say, not the cache's. */
class RotaryPositionsTest {
  private final EngineBench bench =
      new EngineBench(new FakeModel().saying(n -> 5), EngineBench.OPTIONS);

  @AfterEach
  void close() {
    bench.close();
  }

  private static Prompt prompt(int next, int... positions) {
    int[] tokens = FakeProcessor.tokens("a".repeat(positions.length));
    return new Prompt(tokens, new Positions(new int[][] {positions}, next), List.of());
  }

  @Test
  void readTokensStandWhereThePromptSays() {
    bench.ask(prompt(3, 0, 1, 1, 1, 2), greedy(1)).result();
    assertThat(bench.model().positions()).containsExactly(0, 1, 1, 1, 2);
  }

  @Test
  void writtenTokensFollowThePrompt() {
    bench.ask(prompt(7, 0, 1, 1, 6), greedy(4)).result();
    assertThat(bench.model().positions()).containsExactly(0, 1, 1, 6, 7, 8, 9);
  }

  @Test
  void whatIsReadInChunksStandsAsIfReadAtOnce() {
    int[] positions = IntStream.range(0, 40).map(i -> i / 2).toArray();
    bench.ask(prompt(20, positions), greedy(1)).result();
    assertThat(bench.model().prefilled()).hasSizeGreaterThan(1);
    assertThat(bench.model().positions())
        .containsExactlyElementsOf(IntStream.of(positions).boxed().toList());
  }
}
