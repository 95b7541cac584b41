package io.emend.inference;

import io.emend.engine.Engine;
import io.emend.engine.GenerationListener;
import io.emend.engine.GenerationRequest;
import io.emend.engine.GenerationResult;
import io.emend.engine.Sampling;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import java.awt.image.BufferedImage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/**
 * Answers before anybody asks: a question about a picture alone, then a batch of them. What the
 * first answers of a process pay for (kernels that are chosen or loaded at their first use, memory
 * that grows, code that is not compiled yet) is paid before somebody waits.
 */
final class WarmUp {
  private static final int PIXELS = 64;

  /** Tokens beyond those for which a batch fills up, one row a step. */
  private static final int TOKENS = 8;

  private final InferenceConfig config;
  private final Instant deadline;

  /** Its time begins now. */
  WarmUp(InferenceConfig config) {
    this.config = config;
    this.deadline = Instant.now().plus(config.warmUpLimit());
  }

  /**
   * Returns when the engine has answered.
   *
   * @throws EmendException what the engine failed with, or {@code deadline_exceeded}
   */
  void answer(Engine engine, Processor processor, Optional<String> adapter) {
    PixelValues picture =
        processor.preprocess(
            new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB), "warm-up");
    int most = Math.min(config.batch(), config.queueCapacity());
    for (int together : new int[] {1, most}) {
      await(
          IntStream.range(0, together)
              .mapToObj(number -> conversation(picture, number))
              .map(asked -> submit(engine, request(processor, asked, most + TOKENS, adapter)))
              .toArray(CompletableFuture<?>[]::new));
    }
  }

  private List<ChatMessage> conversation(PixelValues picture, int number) {
    Question question = new Question("What is number " + number + "?", List.of(), null);
    Text text = new Text(question.prompt(config.openInstruction()));
    return List.of(new ChatMessage(Role.USER, List.of(new Picture(picture), text)));
  }

  private GenerationRequest request(
      Processor processor, List<ChatMessage> asked, int tokens, Optional<String> adapter) {
    Sampling greedy = new Sampling(0, 1, 0, 0, 1, null, tokens, List.of(), -1);
    return new GenerationRequest(processor.prompt(asked), greedy, adapter, deadline);
  }

  private static CompletableFuture<GenerationResult> submit(
      Engine engine, GenerationRequest request) {
    CompletableFuture<GenerationResult> answer = new CompletableFuture<>();
    engine.submit(
        request,
        new GenerationListener() {
          @Override
          public void onText(String text) {}

          @Override
          public void onComplete(GenerationResult result) {
            answer.complete(result);
          }

          @Override
          public void onError(EmendException error) {
            answer.completeExceptionally(error);
          }
        });
    return answer;
  }

  /** The engine looks at deadlines between two steps: one that hangs is given up from here. */
  private void await(CompletableFuture<?>... answers) {
    Duration left = Duration.between(Instant.now(), deadline);
    try {
      CompletableFuture.allOf(answers).orTimeout(left.toMillis(), TimeUnit.MILLISECONDS).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof EmendException own && own.code() != ErrorCode.DEADLINE_EXCEEDED
          ? own
          : late(e);
    }
  }

  private EmendException late(Throwable cause) {
    String detail =
        "it did not answer to warm up within %s, see emend.inference.warm-up-limit"
            .formatted(config.warmUpLimit());
    return new EmendException(ErrorCode.DEADLINE_EXCEEDED, detail, cause);
  }
}
