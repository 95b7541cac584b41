package io.emend.inference.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ModelSelfTestTest {
  private static final EmendException BROKEN =
      new EmendException(
          ErrorCode.INTERNAL, "the model failed", new IllegalStateException("a\nlost device\n"));

  private final BlockingQueue<CompletableFuture<Void>> asked = new LinkedBlockingQueue<>();
  private final ModelSelfTest check = new ModelSelfTest(this::ask, Duration.ofMillis(1));

  private CompletableFuture<Void> ask() {
    CompletableFuture<Void> answer = new CompletableFuture<>();
    asked.add(answer);
    return answer;
  }

  private CompletableFuture<Void> next() throws InterruptedException {
    return asked.poll(30, TimeUnit.SECONDS);
  }

  @Test
  void aFailureWhileTheModelAnswersIsThatOfItsRequest() throws InterruptedException {
    check.failed(BROKEN);
    next().complete(null);
    assertThat(check.trouble()).isEmpty();
    assertThat(asked).isEmpty();
  }

  @Test
  void aModelThatAnswersNothingIsToldUntilItAnswersAgain() throws InterruptedException {
    check.failed(BROKEN);
    next().completeExceptionally(BROKEN);
    assertThat(check.trouble())
        .isEqualTo("the model does not answer: internal: the model failed: lost device");
    next().complete(null);
    // The second question is asked, and its answer heard, on another thread.
    while (!check.trouble().isEmpty()) {
      Thread.onSpinWait();
    }
  }

  @Test
  void manyFailuresAreAskedAboutOnce() {
    check.failed(BROKEN);
    check.failed(BROKEN);
    assertThat(asked).hasSize(1);
  }

  @Test
  void whatIsNotTheModelsFaultIsNotAskedAbout() {
    check.failed(new EmendException(ErrorCode.DEADLINE_EXCEEDED, "late"));
    assertThat(asked).isEmpty();
  }
}
