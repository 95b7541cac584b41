package io.emend.inference.chat;

import io.emend.generation.Sampling;
import io.emend.inference.chat.ChatEvent.ResultEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.awt.image.BufferedImage;
import java.util.List;

/** Answers conversations. Pictures and prompts are made once and may be asked about many times. */
public interface ChatModel {

  /**
   * A picture as this model takes it.
   *
   * @param encoded the bytes as they came
   * @param decoded what they show
   * @throws io.emend.error.EmendException {@code model_not_ready}; {@code invalid_value} for a
   *     picture that the model cannot take
   */
  ChatPicture picture(byte[] encoded, BufferedImage decoded);

  /**
   * A conversation whose last message is to be answered.
   *
   * @throws io.emend.error.EmendException {@code model_not_ready}; {@code invalid_value} for a
   *     conversation that the chat template does not take
   */
  ChatPrompt prompt(List<ChatMessage> conversation);

  /**
   * A response as it comes, asked for when it is subscribed to; who cancels frees what it uses.
   * Fails with {@code queue_full}, {@code context_too_long}, {@code deadline_exceeded} and what
   * else an answer may fail with.
   */
  Multi<ChatEvent> stream(ChatPrompt prompt, Sampling sampling, ModelChoice choice);

  /** The whole response, on a worker thread: what follows may block. */
  default Uni<ChatResult> generate(ChatPrompt prompt, Sampling sampling, ModelChoice choice) {
    return stream(prompt, sampling, choice)
        .filter(ResultEvent.class::isInstance)
        .map(event -> ((ResultEvent) event).result())
        .toUni()
        .emitOn(Infrastructure.getDefaultWorkerPool());
  }
}
