package io.emend.inference.embedded;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.Explanation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Whether what is in production still answers. An answer that failed may have failed by what was
 * asked; a question of the server's own tells, and is asked again until it is answered.
 */
final class ModelSelfTest {
  private static final Logger LOG = Logger.getLogger(ModelSelfTest.class);

  private final Supplier<CompletableFuture<Void>> question;
  private final Executor later;
  private final AtomicBoolean asking = new AtomicBoolean();
  private volatile String trouble = "";

  /**
   * @param question asks what is in production
   * @param pause until it is asked again
   */
  ModelSelfTest(Supplier<CompletableFuture<Void>> question, Duration pause) {
    this.question = question;
    this.later = CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Why nothing is answered, or an empty text. */
  String trouble() {
    return trouble;
  }

  /** An answer has failed. */
  void failed(EmendException error) {
    if (error.code() == ErrorCode.INTERNAL && asking.compareAndSet(false, true)) {
      ask();
    }
  }

  private void ask() {
    CompletableFuture<Void> answer;
    try {
      answer = question.get();
    } catch (EmendException e) {
      answer = CompletableFuture.failedFuture(e);
    }
    answer.whenComplete((done, failure) -> heard(failure));
  }

  /** What fails by load or by the end of the server tells nothing of the model. */
  private void heard(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof EmendException known && known.code() == ErrorCode.INTERNAL) {
      say("the model does not answer: " + Explanation.of(known));
      later.execute(this::ask);
      return;
    }
    say("");
    asking.set(false);
  }

  private void say(String now) {
    String before = trouble;
    trouble = now;
    if (now.isEmpty() && !before.isEmpty()) {
      LOG.info("the model answers again");
    } else if (!now.equals(before)) {
      LOG.error(now);
    }
  }
}
