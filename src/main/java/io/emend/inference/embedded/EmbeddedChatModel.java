package io.emend.inference.embedded;

import io.emend.engine.GenerationListener;
import io.emend.engine.GenerationRequest;
import io.emend.engine.GenerationResult;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.generation.Sampling;
import io.emend.inference.InferenceConfig;
import io.emend.inference.chat.ChatEvent;
import io.emend.inference.chat.ChatEvent.ResultEvent;
import io.emend.inference.chat.ChatEvent.TextEvent;
import io.emend.inference.chat.ChatMessage;
import io.emend.inference.chat.ChatModel;
import io.emend.inference.chat.ChatPicture;
import io.emend.inference.chat.ChatPrompt;
import io.emend.inference.chat.ChatResult;
import io.emend.inference.chat.ModelChoice;
import io.emend.inference.chat.Usage;
import io.emend.model.Prompt;
import io.emend.storage.Sha256;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.MultiEmitter;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.awt.image.BufferedImage;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The engine of this process for reactive callers: who goes away frees the slot. */
@Singleton
@Typed(EmbeddedChatModel.class)
public class EmbeddedChatModel implements ChatModel {
  private final ServingModel model;
  private final InferenceConfig config;

  EmbeddedChatModel(ServingModel model, InferenceConfig config) {
    this.model = model;
    this.config = config;
  }

  @Override
  public ChatPicture picture(byte[] encoded, BufferedImage decoded) {
    return new Pixels(model.processor().preprocess(decoded, Sha256.of(encoded)));
  }

  @Override
  public ChatPrompt prompt(List<ChatMessage> conversation) {
    return new PromptTokens(model.processor().prompt(Pixels.conversation(conversation)));
  }

  @Override
  public Multi<ChatEvent> stream(ChatPrompt prompt, Sampling sampling, ModelChoice choice) {
    Prompt tokens = ((PromptTokens) prompt).prompt();
    return Multi.createFrom()
        .emitter(
            emitter -> {
              Instant deadline = Instant.now().plus(config.deadline());
              GenerationRequest request =
                  new GenerationRequest(tokens, sampling, choice.adapter(), deadline);
              Emission emission = new Emission(emitter, tokens.imageTokens(), model::failed);
              emitter.onTermination(model.engine().submit(request, emission)::cancel);
            });
  }

  /** What the engine tells, passed on. */
  private record Emission(
      MultiEmitter<? super ChatEvent> emitter, int imageTokens, Consumer<EmendException> failed)
      implements GenerationListener {

    @Override
    public void onText(String text) {
      emitter.emit(new TextEvent(text));
    }

    @Override
    public void onComplete(GenerationResult result) {
      emitter.emit(new ResultEvent(told(result)));
      emitter.complete();
    }

    private ChatResult told(GenerationResult result) {
      Usage usage =
          new Usage(
              result.promptTokens(), imageTokens, result.cachedTokens(), result.tokens().length);
      return new ChatResult(
          result.text(), result.finishReason(), usage, result.logprobs(), result.timings());
    }

    /** Who cancelled has gone: nobody is left to be told of that. */
    @Override
    public void onError(EmendException error) {
      failed.accept(error);
      if (error.code() != ErrorCode.CANCELLED) {
        emitter.fail(error);
      }
    }
  }
}
