package io.emend.engine;

import static io.emend.engine.EngineBench.NEVER;
import static io.emend.engine.EngineBench.greedy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.emend.engine.Engine.Cancellation;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.FinishReason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that are refused, late or not wanted any more. */
class LimitsTest {
  private final EngineBench bench =
      new EngineBench(new FakeModel().saying(n -> 5), EngineBench.options(1, 1, 2)).held();

  @AfterEach
  void close() {
    bench.close();
  }

  private EmendException refused(String prompt) {
    return catchThrowableOfType(EmendException.class, () -> bench.ask(prompt));
  }

  /** One request that writes and as many that wait as may. */
  private List<Heard> fill() {
    List<Heard> all = new ArrayList<>();
    all.add(bench.ask("running", greedy(30)));
    all.get(0).awaitText();
    all.add(bench.ask("waiting 1", greedy(3)));
    all.add(bench.ask("waiting 2", greedy(3)));
    return all;
  }

  private Heard ask(String prompt, Instant deadline) {
    Heard heard = new Heard();
    bench
        .engine()
        .submit(new GenerationRequest(FakeProcessor.prompt(prompt), greedy(200), deadline), heard);
    return heard;
  }

  @Test
  void oneRequestMoreThanMayWaitIsRefused() {
    fill();
    assertThat(refused("one more").code()).isEqualTo(ErrorCode.QUEUE_FULL);
  }

  @Test
  void aFullQueueSaysWhenToComeBack() {
    fill();
    assertThat(refused("one more").details())
        .extractingByKey("retryAfterSeconds")
        .satisfies(seconds -> assertThat((long) seconds).isBetween(1L, 60L));
  }

  @Test
  void thoseAcceptedAreServedAfterARefusal() {
    List<Heard> accepted = fill();
    refused("one more");
    bench.letGo();
    assertThat(bench.texts(accepted)).allMatch(text -> !text.isEmpty());
  }

  @Test
  void aPromptThatFillsTheContextIsRefusedWithItsCounts() {
    EmendException error =
        refused("<cat>" + "a".repeat(FakeModel.CONTEXT - FakeModel.IMAGE_TOKENS));
    assertThat(error.code()).isEqualTo(ErrorCode.CONTEXT_TOO_LONG);
    assertThat(error.details())
        .containsEntry("tokens", FakeModel.CONTEXT)
        .containsEntry("imageTokens", FakeModel.IMAGE_TOKENS)
        .containsEntry("limit", FakeModel.CONTEXT);
    assertThat(error).hasMessageContaining("400 tokens, 5 of them");
  }

  @Test
  void theResponseIsCutToWhatFitsTheContext() {
    Heard heard = bench.ask("a".repeat(FakeModel.CONTEXT - 7), greedy(500));
    bench.letGo();
    assertThat(heard.result().tokens()).hasSize(7);
    assertThat(heard.result().finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void aPromptOneShortOfTheContextGetsOneToken() {
    Heard heard = bench.ask("a".repeat(FakeModel.CONTEXT - 1), greedy(500));
    bench.letGo();
    assertThat(heard.result().tokens()).hasSize(1);
  }

  @Test
  void aDeadlineEndsARequestThatWrites() throws InterruptedException {
    Instant deadline = Instant.now().plusSeconds(2);
    Heard heard = ask("slow", deadline);
    heard.awaitText();
    while (!Instant.now().isAfter(deadline)) {
      TimeUnit.MILLISECONDS.sleep(50);
    }
    bench.step(2);
    assertThat(heard.error().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
  }

  @Test
  void aDeadlineEndsARequestThatWaits() {
    Heard running = bench.ask("running", greedy(300));
    running.awaitText();
    Heard late = ask("late", Instant.now());
    bench.step(2);
    assertThat(late.error().code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED);
    assertThat(running.ended()).isFalse();
  }

  @Test
  void aCancelledRequestFreesItsSlotAfterTheStepInProgress() {
    Heard heard = new Heard();
    Cancellation cancellation =
        bench
            .engine()
            .submit(
                new GenerationRequest(FakeProcessor.prompt("running"), greedy(300), NEVER), heard);
    heard.awaitText();
    Heard next = bench.ask("next", greedy(1));
    cancellation.cancel();
    bench.step(1);
    assertThat(heard.error().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(next.text()).isEqualTo("d");
  }

  @Test
  void aCancelledRequestLeavesTheQueue() {
    bench.ask("running", greedy(300)).awaitText();
    Heard heard = new Heard();
    Cancellation cancellation =
        bench
            .engine()
            .submit(
                new GenerationRequest(FakeProcessor.prompt("waiting"), greedy(9), NEVER), heard);
    cancellation.cancel();
    bench.step(2);
    assertThat(heard.error().code()).isEqualTo(ErrorCode.CANCELLED);
    assertThat(bench.engine().stats().waiting()).isZero();
  }

  @Test
  void cancellingAFinishedRequestIsHarmless() {
    Heard heard = new Heard();
    Cancellation cancellation =
        bench
            .engine()
            .submit(new GenerationRequest(FakeProcessor.prompt("one"), greedy(1), NEVER), heard);
    heard.result();
    cancellation.cancel();
    assertThat(bench.ask("two", greedy(1)).text()).isEqualTo("d");
    assertThat(heard.ends()).isEqualTo(1);
  }
}
