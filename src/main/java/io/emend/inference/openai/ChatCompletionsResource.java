package io.emend.inference.openai;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.http.DocumentedErrors;
import io.emend.generation.Sampling;
import io.emend.inference.AnsweredByModel;
import io.emend.inference.InferenceConfig;
import io.emend.inference.chat.ChatEvent;
import io.emend.inference.chat.ChatModel;
import io.emend.inference.chat.ChatPrompt;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.chat.ModelChoice;
import io.emend.inference.http.Accepted;
import io.emend.inference.http.EventStream;
import io.emend.inference.http.RequestBody;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.IntStream;
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
  private final ModelCatalog catalog;
  private final ChatConversation conversations;
  private final ChatModel model;
  private final InferenceConfig config;
  private final ObjectMapper json;

  ChatCompletionsResource(
      ModelCatalog catalog,
      ChatConversation conversations,
      ChatModel model,
      InferenceConfig config,
      ObjectMapper json) {
    this.catalog = catalog;
    this.conversations = conversations;
    this.model = model;
    this.config = config;
    this.json = json;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
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
  public Uni<Response> complete(ChatRequest body, @Context HttpHeaders headers) {
    ChatRequest request = RequestBody.required(body);
    request.refuseUnsupported();
    // The body decides: OpenAI's clients accept JSON for streams, too.
    if (!request.streams()) {
      Accepted.require(headers, MediaType.APPLICATION_JSON_TYPE);
    }
    List<Sampling> choices = samplings(request);
    ModelChoice choice = catalog.require(request.model());
    ChatPrompt prompt = model.prompt(conversations.of(request.messages()));
    ChatAnswer answer = ChatAnswer.of(choice.name());
    if (request.streams()) {
      ChatChunks chunks = new ChatChunks(answer, choices.size(), request.includesUsage(), json);
      return Uni.createFrom().item(stream(chunks, events(prompt, choices, choice)));
    }
    return Uni.join()
        .all(choices.stream().map(sampling -> model.generate(prompt, sampling, choice)).toList())
        .andFailFast()
        .map(
            results -> Response.ok(answer.whole(results), MediaType.APPLICATION_JSON_TYPE).build());
  }

  /** One a choice, each with draws of its own. */
  private List<Sampling> samplings(ChatRequest request) {
    Sampling sampling = request.sampling(config.maxTokens());
    int choices = request.choices(config.queueCapacity());
    return IntStream.range(0, choices).mapToObj(sampling::drawingAnew).toList();
  }

  /** What a choice has come to. */
  private record ChoiceEvent(int index, ChatEvent event) {}

  private Multi<ChoiceEvent> events(ChatPrompt prompt, List<Sampling> choices, ModelChoice choice) {
    List<Multi<ChoiceEvent>> each =
        IntStream.range(0, choices.size())
            .mapToObj(
                i ->
                    model.stream(prompt, choices.get(i), choice)
                        .map(event -> new ChoiceEvent(i, event)))
            .toList();
    return Multi.createBy().merging().streams(each);
  }

  private static Response stream(ChatChunks chunks, Multi<ChoiceEvent> events) {
    Multi<String> lines =
        events.onItem().transformToIterable(event -> chunks.lines(event.index(), event.event()));
    EventStream stream = new EventStream(lines, chunks::failed);
    return Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE).build();
  }
}
