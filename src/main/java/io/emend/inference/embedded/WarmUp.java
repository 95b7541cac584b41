package io.emend.inference.embedded;

import io.emend.engine.Engine;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.InferenceConfig;
import io.emend.model.Processor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * Answers before anybody asks: a question about a picture alone, then a batch of them. What the
 * first answers of a process pay for (kernels that are chosen or loaded at their first use, memory
 * that grows, code that is not compiled yet) is paid before somebody waits.
 */
final class WarmUp {

  /** Tokens beyond those for which a batch fills up, one row a step. */
  private static final int TOKENS = 8;

  private final InferenceConfig config;
  private final Consumer<String> late;

  /**
   * @param late hears, each time the limit has passed once more, that it takes so long
   */
  WarmUp(InferenceConfig config, Consumer<String> late) {
    this.config = config;
    this.late = late;
  }

  /**
   * Returns when the engine has answered, however long that takes on a busy machine.
   *
   * @throws EmendException what the engine failed with; {@code model_not_ready} when interrupted
   */
  void answer(Engine engine, Processor processor, Optional<String> adapter) {
    OwnQuestions questions = new OwnQuestions(processor, config);
    int most = Math.min(config.batch(), config.queueCapacity());
    for (int together : new int[] {1, most}) {
      await(questions.ask(engine, together, most + TOKENS, adapter));
    }
  }

  private void await(CompletableFuture<Void> answers) {
    Duration limit = config.warmUpLimit();
    for (long passed = 1; !answered(answers, limit); passed++) {
      late.accept(
          "it has not answered to warm up within %s, see emend.inference.warm-up-limit, and goes on"
              .formatted(limit.multipliedBy(passed)));
    }
  }

  private static boolean answered(CompletableFuture<Void> answers, Duration limit) {
    try {
      answers.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof EmendException own
          ? own
          : new EmendException(ErrorCode.INTERNAL, "the warm-up failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmendException(ErrorCode.MODEL_NOT_READY, "the server is shutting down", e);
    }
  }
}
