package io.emend.engine;

import static io.emend.engine.EngineBench.greedy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.LoadedModel;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What breaks takes nothing else with it. */
class FailureTest {
  private final FakeModel model = new FakeModel();
  private final EngineBench bench = new EngineBench(model, EngineBench.OPTIONS);

  @AfterEach
  void close() {
    bench.close();
  }

  private void failAt(String wanted, int nth, Throwable failure) {
    AtomicInteger seen = new AtomicInteger();
    model.before(
        step -> {
          if (step.equals(wanted) && seen.incrementAndGet() == nth) {
            FailureTest.<RuntimeException>sneak(failure);
          }
        });
  }

  @SuppressWarnings("unchecked")
  private static <E extends Throwable> void sneak(Throwable failure) throws E {
    throw (E) failure;
  }

  private static GenerationListener throwing(Heard heard, Throwable failure) {
    return new GenerationListener() {
      @Override
      public void onText(String text) {
        FailureTest.<RuntimeException>sneak(failure);
      }

      @Override
      public void onComplete(GenerationResult result) {
        heard.onComplete(result);
        FailureTest.<RuntimeException>sneak(failure);
      }

      @Override
      public void onError(EmendException error) {
        heard.onError(error);
      }
    };
  }

  @Test
  void aFailedStepEndsItsRequestsWithAnInternalError() {
    failAt("decode", 3, new IllegalStateException("secret of the device"));
    EmendException error = bench.ask("question").error();
    assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(error).hasMessageNotContaining("secret");
  }

  @Test
  void requestsAfterAFailedStepAreServed() {
    String expected = bench.ask("question").text();
    failAt("decode", 3, new IllegalStateException("broken"));
    bench.ask("question").error();
    assertThat(bench.ask("question").text()).isEqualTo(expected);
  }

  @Test
  void whatAFailedStepTouchedIsReadAgain() {
    failAt("decode", 3, new IllegalStateException("broken"));
    bench.ask("<cat>what is it").error();
    assertThat(bench.ask("<cat>what is it").result().cachedTokens()).isZero();
  }

  @Test
  void aPictureThatCannotBeEncodedFailsItsRequestAlone() {
    bench.held();
    Heard other = bench.ask("question");
    other.awaitText();
    failAt("encode", 1, new IllegalStateException("broken"));
    Heard broken = bench.ask("<cat>what is it");
    bench.letGo();
    assertThat(broken.error().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(other.text()).isEqualTo(EngineBench.alone("question", greedy(40)));
  }

  @Test
  void anErrorOfTheModelsOwnKeepsItsCode() {
    failAt("encode", 1, EmendException.invalid("pixels", "must be 3 x 3", "4 x 4"));
    assertThat(bench.ask("<cat>what").error().code()).isEqualTo(ErrorCode.INVALID_VALUE);
  }

  @Test
  void aLinkageErrorInAStepDoesNotEndTheEngine() {
    failAt("decode", 1, new UnsatisfiedLinkError("no such symbol"));
    assertThat(bench.ask("question").error().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(bench.ask("question").text()).isNotEmpty();
  }

  @Test
  void aPrefixThatCannotBeCopiedFailsItsRequestAlone() {
    bench.held();
    Heard first = bench.ask("<cat>first");
    first.awaitText();
    model.cache().failCopies();
    Heard second = bench.ask("<cat>second");
    bench.letGo();
    assertThat(second.error().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(first.text()).isEqualTo(EngineBench.alone("<cat>first", greedy(40)));
    assertThat(bench.ask("<cat>second").text()).isNotEmpty();
  }

  @Test
  void logitsThatAreNoNumbersFailTheirRequestAlone() {
    bench.held();
    model.poison(60);
    Heard good = bench.ask("good");
    good.awaitText();
    Heard bad = bench.ask("b".repeat(60));
    bench.letGo();
    assertThat(bad.error().code()).isEqualTo(ErrorCode.INTERNAL);
    assertThat(good.text()).isEqualTo(EngineBench.alone("good", greedy(40)));
  }

  @Test
  void aListenerThatThrowsDoesNotEndTheEngine() {
    for (Throwable failure :
        List.of(new IllegalStateException("mine"), new AssertionError("mine"))) {
      Heard heard = new Heard();
      bench
          .engine()
          .submit(
              new GenerationRequest(FakeProcessor.prompt("question"), greedy(5), EngineBench.NEVER),
              throwing(heard, failure));
      heard.result();
      assertThat(bench.ask("question").text()).isNotEmpty();
    }
  }

  @Test
  void closingEndsWhatRunsAndWhatWaits() throws InterruptedException {
    try (EngineBench small =
        new EngineBench(new FakeModel().saying(n -> 5), EngineBench.options(1, 1, 5))) {
      small.held();
      Heard running = small.ask("running", greedy(390));
      running.awaitText();
      Heard waiting = small.ask("waiting");
      CompletableFuture<Void> closing = CompletableFuture.runAsync(small.engine()::close);
      while (!closing.isDone()) {
        small.step(1);
        TimeUnit.MILLISECONDS.sleep(1);
      }
      assertThat(running.error().code()).isEqualTo(ErrorCode.MODEL_NOT_READY);
      assertThat(waiting.error().code()).isEqualTo(ErrorCode.MODEL_NOT_READY);
      assertThat(small.model().cache().closed()).isTrue();
    }
  }

  @Test
  void aClosedEngineTakesNoRequests() {
    bench.engine().close();
    EmendException error = catchThrowableOfType(EmendException.class, () -> bench.ask("question"));
    assertThat(error.code()).isEqualTo(ErrorCode.MODEL_NOT_READY);
  }

  @Test
  void aListenerMayCloseTheEngine() {
    CompletableFuture<Void> closed = new CompletableFuture<>();
    GenerationListener closing =
        new GenerationListener() {
          @Override
          public void onText(String text) {
            bench.engine().close();
            closed.complete(null);
          }

          @Override
          public void onComplete(GenerationResult result) {}

          @Override
          public void onError(EmendException error) {}
        };
    bench
        .engine()
        .submit(
            new GenerationRequest(FakeProcessor.prompt("one"), greedy(3), EngineBench.NEVER),
            closing);
    closed.orTimeout(20, TimeUnit.SECONDS).join();
  }

  @Test
  void anEngineWithoutRoomForItsCacheIsNotBuilt() {
    FakeModel full = new FakeModel();
    full.before(
        step -> {
          throw new IllegalStateException("out of memory");
        });
    EmendException error =
        catchThrowableOfType(
            EmendException.class,
            () ->
                new ContinuousBatchingEngine(
                    new LoadedModel(full, new FakeProcessor()), EngineBench.OPTIONS));
    assertThat(error.code()).isEqualTo(ErrorCode.INTERNAL);
  }
}
