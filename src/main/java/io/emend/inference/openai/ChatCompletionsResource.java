package io.emend.inference.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.engine.Sampling;
import io.emend.error.DocumentedErrors;
import io.emend.inference.AnsweredByModel;
import io.emend.inference.EventStream;
import io.emend.inference.Generator;
import io.emend.inference.Generator.Event;
import io.emend.inference.InferenceConfig;
import io.emend.inference.ModelChoice;
import io.emend.inference.RequestBody;
import io.emend.inference.ServingModel;
import io.emend.model.Prompt;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
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

  @POST
  @Blocking
  @AnsweredByModel
  @Operation(summary = "OpenAI-compatible chat completion with images")
  @Extension(name = DocumentedErrors.CODES, value = DocumentedErrors.ANSWER)
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = ChatResponse.class)),
        @Content(mediaType = MediaType.SERVER_SENT_EVENTS)
      })
  public Uni<Response> complete(ChatRequest body) {
    ChatRequest request = RequestBody.required(body);
    Sampling sampling = request.sampling(config.maxTokens());
    ModelChoice choice = model.require(request.model());
    Prompt prompt = model.processor().prompt(conversations.of(request.messages()));
    ChatAnswer answer = ChatAnswer.of(choice.name());
    if (request.streams()) {
      return Uni.createFrom()
          .item(stream(answer, generator.stream(prompt, sampling, choice.adapter()), request));
    }
    return generator
        .generate(prompt, sampling, choice.adapter())
        .map(result -> Response.ok(answer.whole(result)).build());
  }

  private Response stream(ChatAnswer answer, Multi<Event> events, ChatRequest request) {
    ChatChunks chunks = new ChatChunks(answer, request.includesUsage(), json);
    EventStream stream =
        new EventStream(events.onItem().transformToIterable(chunks::lines), chunks::failed);
    return Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE).build();
  }
}
