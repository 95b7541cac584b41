package io.emend.engine;

import static io.emend.engine.EngineBench.greedy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.generation.EngineStats;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two copies of a model behind one engine. */
class EngineGroupTest {
  private final EngineBench one = new EngineBench();
  private final EngineBench other = new EngineBench();
  private final EngineGroup group = new EngineGroup(List.of(one.engine(), other.engine()));

  @AfterEach
  void close() {
    one.close();
    other.close();
  }

  private Heard ask(String prompt, String... adapter) {
    Heard heard = new Heard();
    group.submit(
        new GenerationRequest(
            FakeProcessor.prompt(prompt),
            greedy(40),
            Optional.of(adapter).filter(ids -> ids.length > 0).map(ids -> ids[0]),
            EngineBench.NEVER),
        heard);
    return heard;
  }

  private long finished(EngineBench bench) {
    EngineStats stats = bench.engine().stats();
    return stats.finishedStop() + stats.finishedLength();
  }

  @Test
  void aPictureAlwaysGoesToTheSameCopy() {
    IntStream.range(0, 4).forEach(i -> ask("<picture>question " + i).awaitEnd());
    assertThat(List.of(finished(one), finished(other))).containsExactlyInAnyOrder(0L, 4L);
  }

  @Test
  void picturesAreSharedOut() {
    IntStream.range(0, 16).forEach(i -> ask("<picture" + i + ">question").awaitEnd());
    assertThat(finished(one)).isBetween(1L, 15L);
  }

  @Test
  void textsTakeTurns() {
    IntStream.range(0, 4).forEach(i -> ask("question " + i).awaitEnd());
    assertThat(List.of(finished(one), finished(other))).containsExactly(2L, 2L);
  }

  @Test
  void figuresAreThoseOfAllCopies() {
    IntStream.range(0, 16).forEach(i -> ask("<picture" + i + ">question").awaitEnd());
    EngineStats stats = group.stats();
    assertThat(stats.finishedStop() + stats.finishedLength()).isEqualTo(16);
    assertThat(stats.generatedTokens())
        .isEqualTo(
            one.engine().stats().generatedTokens() + other.engine().stats().generatedTokens());
    assertThat(stats.cacheUsage()).isBetween(0.0, 1.0);
  }

  @Test
  void anAdapterIsLoadedIntoAllCopiesAndLeavesAll() {
    group.loadAdapter("a", Path.of("a")).join();
    IntStream.range(0, 8).forEach(i -> ask("<picture" + i + ">question", "a").text());
    group.unloadAdapter("a").join();
    for (int i = 0; i < 8; i++) {
      String prompt = "<picture" + i + ">question";
      assertThatThrownBy(() -> ask(prompt, "a")).hasMessageContaining("must be loaded");
    }
  }

  @Test
  void closingClosesAllCopies() {
    group.close();
    for (EngineBench bench : List.of(one, other)) {
      assertThatThrownBy(() -> bench.ask("question")).hasMessageContaining("shut down");
    }
  }
}
