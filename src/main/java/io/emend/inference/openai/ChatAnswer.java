package io.emend.inference.openai;

import io.emend.engine.GenerationResult;
import io.emend.inference.openai.ChatResponse.Choice;
import io.emend.inference.openai.ChatResponse.Logprobs;
import io.emend.inference.openai.ChatResponse.Message;
import io.emend.inference.openai.ChatResponse.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** What all chunks of an answer share. */
record ChatAnswer(String id, long created, String model) {

  static ChatAnswer of(String model) {
    return new ChatAnswer("chatcmpl-" + UUID.randomUUID(), Instant.now().getEpochSecond(), model);
  }

  ChatResponse whole(GenerationResult result) {
    Choice choice =
        new Choice(
            0,
            new Message("assistant", result.text()),
            null,
            Logprobs.of(result),
            ChatResponse.reason(result.finishReason()));
    return response("chat.completion", List.of(choice), TokenUsage.of(result));
  }

  /** New text, or the role where the answer begins. */
  ChatResponse chunk(Message delta) {
    return chunk(new Choice(0, null, delta, null, null));
  }

  ChatResponse lastChunk(GenerationResult result) {
    return chunk(
        new Choice(
            0,
            null,
            new Message(null, null),
            Logprobs.of(result),
            ChatResponse.reason(result.finishReason())));
  }

  ChatResponse usageChunk(GenerationResult result) {
    return response("chat.completion.chunk", List.of(), TokenUsage.of(result));
  }

  private ChatResponse chunk(Choice choice) {
    return response("chat.completion.chunk", List.of(choice), null);
  }

  private ChatResponse response(String object, List<Choice> choices, TokenUsage usage) {
    return new ChatResponse(id, object, created, model, choices, usage);
  }
}
