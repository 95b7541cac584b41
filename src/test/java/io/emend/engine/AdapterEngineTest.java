package io.emend.engine;

import static io.emend.engine.EngineBench.greedy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Adapters come and go while requests run. */
class AdapterEngineTest {
  private static final Path HERE = Path.of("adapters");
  private final EngineBench bench = new EngineBench();

  @AfterEach
  void close() {
    bench.close();
  }

  private void load(String id) {
    await(bench.engine().loadAdapter(id, HERE.resolve(id)));
  }

  private static void await(CompletableFuture<Void> change) {
    change.orTimeout(30, TimeUnit.SECONDS).join();
  }

  private Heard ask(String prompt, String adapter) {
    Heard heard = new Heard();
    bench
        .engine()
        .submit(
            new GenerationRequest(
                FakeProcessor.prompt(prompt),
                greedy(40),
                Optional.of(adapter).filter(id -> !id.equals("base")),
                EngineBench.NEVER),
            heard);
    return heard;
  }

  private static String alone(String prompt, String adapter) {
    AdapterEngineTest fresh = new AdapterEngineTest();
    try (fresh.bench) {
      fresh.load("a");
      fresh.load("b");
      return fresh.ask(prompt, adapter).text();
    }
  }

  @Test
  void anUnknownAdapterIsRefusedBeforeQueueing() {
    assertThatThrownBy(() -> ask("question", "a"))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("adapter must be loaded, was a");
  }

  @Test
  void anAdapterThatDoesNotFitIsToldToWhoLoadsIt() {
    CompletableFuture<Void> change = bench.engine().loadAdapter("a", Path.of("broken"));
    assertThatThrownBy(() -> await(change)).hasRootCauseInstanceOf(EmendException.class);
    assertThatThrownBy(() -> ask("question", "a")).hasMessageContaining("must be loaded");
  }

  @Test
  void anAdapterThatComputesNoNumbersIsNotLoaded() {
    bench.model().overflow();
    CompletableFuture<Void> change = bench.engine().loadAdapter("a", HERE.resolve("a"));
    assertThatThrownBy(() -> await(change))
        .hasRootCauseMessage(
            "adapter a must compute finite logits, computed infinite ones or no numbers");
    assertThatThrownBy(() -> ask("question", "a")).hasMessageContaining("must be loaded");
  }

  @Test
  void aMixedBatchAnswersAsEachAdapterAlone() {
    load("a");
    load("b");
    List<String> names = List.of("base", "a", "b");
    bench.held();
    List<Heard> heard =
        IntStream.range(0, 12).mapToObj(n -> ask("<cat>question", names.get(n % 3))).toList();
    bench.letGo();
    List<String> alone = names.stream().map(name -> alone("<cat>question", name)).toList();
    assertThat(alone).doesNotHaveDuplicates();
    assertThat(bench.texts(heard))
        .isEqualTo(IntStream.range(0, 12).mapToObj(n -> alone.get(n % 3)).toList());
  }

  @Test
  void adaptersShareThePicturesFeatures() {
    load("a");
    ask("<cat>question", "a").result();
    ask("<cat>question", "base").result();
    assertThat(bench.model().encoded()).containsExactly("cat");
  }

  @Test
  void whatOneAdapterReadIsNotUsedByAnother() {
    load("a");
    ask("<cat>question", "base").result();
    assertThat(ask("<cat>question", "a").result().cachedTokens()).isZero();
  }

  @Test
  void anAdapterComesWhileOthersAreAnswered() {
    bench.held();
    Heard running = ask("question", "base");
    running.awaitText();
    CompletableFuture<Void> change = bench.engine().loadAdapter("a", HERE);
    bench.step(2);
    await(change);
    assertThat(running.ended()).isFalse();
  }

  @Test
  void unloadingWaitsForThoseThatRun() {
    load("a");
    bench.held();
    Heard running = ask("question", "a");
    running.awaitText();
    CompletableFuture<Void> change = bench.engine().unloadAdapter("a");
    bench.step(3);
    assertThat(change).isNotDone();
    bench.letGo();
    await(change);
    assertThat(running.text()).isEqualTo(alone("question", "a"));
  }

  @Test
  void aLeavingAdapterTakesNoMoreRequests() {
    load("a");
    bench.held();
    ask("question", "a").awaitText();
    bench.engine().unloadAdapter("a");
    assertThatThrownBy(() -> ask("question", "a")).hasMessageContaining("must be loaded");
  }

  @Test
  void anotherAdapterUnderTheSameIdReadsAnew() {
    load("a");
    String before = ask("<cat>question", "a").text();
    await(bench.engine().unloadAdapter("a"));
    await(bench.engine().loadAdapter("a", HERE.resolve("other")));
    Heard after = ask("<cat>question", "a");
    assertThat(after.result().cachedTokens()).isZero();
    assertThat(after.text()).isNotEqualTo(before);
  }

  @Test
  void aRefusedRequestDoesNotHoldTheAdapter() {
    load("a");
    Heard expired = new Heard();
    bench
        .engine()
        .submit(
            new GenerationRequest(
                FakeProcessor.prompt("late"),
                greedy(5),
                Optional.of("a"),
                EngineBench.NEVER.minusSeconds(400_000_000_000L)),
            expired);
    expired.awaitEnd();
    await(bench.engine().unloadAdapter("a"));
    assertThat(bench.model().steps()).contains("unload a");
  }

  @Test
  void aClosedEngineTakesNoAdapter() {
    bench.engine().close();
    assertThatThrownBy(() -> bench.engine().loadAdapter("a", HERE))
        .hasMessageContaining("shut down");
  }
}
