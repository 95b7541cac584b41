package io.emend.inference.openai;

import io.emend.inference.chat.ChatResult;
import io.emend.inference.openai.ChatResponse.Choice;
import io.emend.inference.openai.ChatResponse.Logprobs;
import io.emend.inference.openai.ChatResponse.Message;
import io.emend.inference.openai.ChatResponse.TokenUsage;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/** What all chunks of an answer share. */
record ChatAnswer(String id, long created, String model) {

  static ChatAnswer of(String model) {
    return new ChatAnswer("chatcmpl-" + UUID.randomUUID(), Instant.now().getEpochSecond(), model);
  }

  ChatResponse whole(List<ChatResult> results) {
    List<Choice> choices =
        IntStream.range(0, results.size()).mapToObj(i -> choice(i, results.get(i))).toList();
    return response("chat.completion", choices, TokenUsage.of(results));
  }

  private static Choice choice(int index, ChatResult result) {
    return new Choice(
        index,
        new Message("assistant", result.text()),
        null,
        Logprobs.of(result),
        ChatResponse.reason(result.finishReason()));
  }

  /** New text of a choice, or the role where it begins. */
  ChatResponse chunk(int index, Message delta) {
    return chunk(new Choice(index, null, delta, null, null));
  }

  ChatResponse lastChunk(int index, ChatResult result) {
    return chunk(
        new Choice(
            index,
            null,
            new Message(null, null),
            Logprobs.of(result),
            ChatResponse.reason(result.finishReason())));
  }

  ChatResponse usageChunk(List<ChatResult> results) {
    return response("chat.completion.chunk", List.of(), TokenUsage.of(results));
  }

  private ChatResponse chunk(Choice choice) {
    return response("chat.completion.chunk", List.of(choice), null);
  }

  private ChatResponse response(String object, List<Choice> choices, TokenUsage usage) {
    return new ChatResponse(id, object, created, model, choices, usage);
  }
}
