package io.emend.inference.embedded;

import io.emend.engine.Engine;
import io.emend.engine.GenerationListener;
import io.emend.engine.GenerationRequest;
import io.emend.engine.GenerationResult;
import io.emend.error.EmendException;
import io.emend.generation.Sampling;
import io.emend.generation.TokenBias;
import io.emend.inference.InferenceConfig;
import io.emend.inference.Question;
import io.emend.model.ChatMessage;
import io.emend.model.ChatMessage.Picture;
import io.emend.model.ChatMessage.Role;
import io.emend.model.ChatMessage.Text;
import io.emend.model.PixelValues;
import io.emend.model.Processor;
import io.emend.model.image.ImageSize;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** Questions of the server's own about a picture of its own, which stand in nobody's figures. */
final class OwnQuestions {
  /** Of a clock, so that a deadline can still be compared. */
  private static final Instant NO_DEADLINE = Instant.parse("9999-12-31T00:00:00Z");

  private final Processor processor;
  private final PixelValues picture;
  private final String instruction;

  OwnQuestions(Processor processor, InferenceConfig config) {
    this.processor = processor;
    ImageSize size = processor.anySize();
    this.picture =
        processor.preprocess(
            new BufferedImage(size.width(), size.height(), BufferedImage.TYPE_INT_RGB),
            "own question");
    this.instruction = config.openInstruction();
  }

  /**
   * Asks so many at once.
   *
   * @param tokens most of each answer
   * @return done when all are answered; fails with what one of them failed with
   * @throws EmendException as {@link Engine#submit}
   */
  CompletableFuture<Void> ask(Engine engine, int together, int tokens, Optional<String> adapter) {
    Sampling greedy = new Sampling(0, 1, 0, 0, 1, null, tokens, List.of(), -1, TokenBias.NONE);
    return CompletableFuture.allOf(
        IntStream.range(0, together)
            .mapToObj(number -> processor.prompt(conversation(number)))
            .map(prompt -> new GenerationRequest(prompt, greedy, adapter, NO_DEADLINE))
            .map(request -> submit(engine, request))
            .toArray(CompletableFuture<?>[]::new));
  }

  private List<ChatMessage> conversation(int number) {
    Question question = new Question("What is number " + number + "?", List.of(), null);
    Text text = new Text(question.prompt(instruction));
    return List.of(new ChatMessage(Role.USER, List.of(new Picture(picture), text)));
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
}
