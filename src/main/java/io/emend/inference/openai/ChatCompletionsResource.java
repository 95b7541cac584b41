package io.emend.inference.openai;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.engine.GenerationResult;
import io.emend.engine.Sampling;
import io.emend.inference.EventStream;
import io.emend.inference.Generator;
import io.emend.inference.Generator.Event;
import io.emend.inference.Generator.ResultEvent;
import io.emend.inference.Generator.TextEvent;
import io.emend.inference.InferenceConfig;
import io.emend.inference.ModelChoice;
import io.emend.inference.RequestBody;
import io.emend.inference.ServingModel;
import io.emend.inference.openai.ChatResponse.Choice;
import io.emend.inference.openai.ChatResponse.Message;
import io.emend.inference.openai.ChatResponse.TokenUsage;
import io.emend.model.Prompt;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Chat completions in OpenAI's schema, whole or streamed. */
@Path("/v1/chat/completions")
@Tag(name = "openai")
public class ChatCompletionsResource {
  private final ServingModel model;
  private final ChatConversation conversations;
  private final Generator generator;
  private final InferenceConfig config;
  private final ObjectMapper json;

  ChatCompletionsResource(
      ServingModel model,
      ChatConversation conversations,
      Generator generator,
      InferenceConfig config,
      ObjectMapper json) {
    this.model = model;
    this.conversations = conversations;
    this.generator = generator;
    this.config = config;
    this.json = json;
  }

  /** What all chunks of an answer share. */
  private record Answer(String id, long created, String model) {}

  @POST
  @Blocking
  @Operation(summary = "OpenAI-compatible chat completion with images")
  public Uni<Response> complete(ChatRequest body) {
    ChatRequest request = RequestBody.required(body);
    Sampling sampling = request.sampling(config.maxTokens());
    ModelChoice choice = model.require(request.model());
    Prompt prompt = model.processor().prompt(conversations.of(request.messages()));
    Answer answer =
        new Answer("chatcmpl-" + UUID.randomUUID(), Instant.now().getEpochSecond(), choice.name());
    if (request.streams()) {
      Multi<String> lines =
          lines(answer, generator.stream(prompt, sampling, choice.adapter()), request);
      EventStream events = new EventStream(lines.map(EventStream::data));
      return Uni.createFrom().item(Response.ok(events, MediaType.SERVER_SENT_EVENTS_TYPE).build());
    }
    return generator
        .generate(prompt, sampling, choice.adapter())
        .map(result -> Response.ok(whole(answer, result)).build());
  }

  private static ChatResponse whole(Answer answer, GenerationResult result) {
    Choice choice =
        new Choice(
            0,
            new Message("assistant", result.text()),
            null,
            ChatResponse.Logprobs.of(result),
            ChatResponse.reason(result.finishReason()));
    return new ChatResponse(
        answer.id(),
        "chat.completion",
        answer.created(),
        answer.model(),
        List.of(choice),
        TokenUsage.of(result));
  }

  private Multi<String> lines(Answer answer, Multi<Event> events, ChatRequest request) {
    Multi<String> first = Multi.createFrom().item(line(answer, new Message("assistant", "")));
    Multi<String> rest =
        events.onItem().transformToIterable(event -> lines(answer, event, request));
    return Multi.createBy().concatenating().streams(first, rest);
  }

  private List<String> lines(Answer answer, Event event, ChatRequest request) {
    if (event instanceof TextEvent text) {
      return List.of(line(answer, new Message(null, text.text())));
    }
    GenerationResult result = ((ResultEvent) event).result();
    List<String> lines = new ArrayList<>();
    Choice last =
        new Choice(
            0,
            null,
            new Message(null, null),
            ChatResponse.Logprobs.of(result),
            ChatResponse.reason(result.finishReason()));
    lines.add(text(chunk(answer, List.of(last), null)));
    if (request.includesUsage()) {
      lines.add(text(chunk(answer, List.of(), TokenUsage.of(result))));
    }
    lines.add("[DONE]");
    return lines;
  }

  private String line(Answer answer, Message delta) {
    return text(chunk(answer, List.of(new Choice(0, null, delta, null, null)), null));
  }

  private static ChatResponse chunk(Answer answer, List<Choice> choices, TokenUsage usage) {
    return new ChatResponse(
        answer.id(), "chat.completion.chunk", answer.created(), answer.model(), choices, usage);
  }

  private String text(ChatResponse chunk) {
    try {
      return json.writeValueAsString(chunk);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
