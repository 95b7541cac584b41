package io.emend.correction;

import io.emend.correction.topic.CorrectionTopic;
import io.emend.error.http.DocumentedErrors;
import io.emend.inference.AnsweredByModel;
import io.emend.inference.http.EventStream;
import io.emend.inference.http.RequestBody;
import io.emend.inference.http.RespondAsync;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The two-turn function. */
@Path("/v1/corrections")
@Tag(name = "correction")
public class CorrectionsResource {
  private final CorrectionService service;
  private final AsyncCorrections later;
  private final CorrectionRecords records;
  private final CorrectionEvents events;

  CorrectionsResource(
      CorrectionService service,
      AsyncCorrections later,
      CorrectionRecords records,
      CorrectionEvents events) {
    this.service = service;
    this.later = later;
    this.records = records;
    this.events = events;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @AnsweredByModel
  @Produces({MediaType.APPLICATION_JSON, MediaType.SERVER_SENT_EVENTS})
  @Operation(
      summary = "Answer a question about one or more images, review the answer, answer again",
      description =
          "With `Prefer: respond-async`, returns 202 and a Location to fetch the correction from. As text/event-stream,"
              + " events `initial` and `refined` bring new text, `initial_answer` and"
              + " `refined_answer` a turn's answer, `correction` the whole, `error` a problem.")
  @Extension(name = DocumentedErrors.CODES, value = DocumentedErrors.ANSWER)
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = CorrectionResponse.class)),
        @Content(mediaType = MediaType.SERVER_SENT_EVENTS)
      })
  @APIResponse(
      responseCode = "202",
      description = "Accepted; Location is where the correction will be",
      headers = @Header(name = "Location", schema = @Schema(implementation = String.class)),
      content =
          @Content(
              mediaType = MediaType.APPLICATION_JSON,
              schema = @Schema(implementation = PendingCorrection.class)))
  public Uni<Response> correct(CorrectionRequest body, @Context HttpHeaders headers) {
    CorrectionRequest request = RequestBody.required(body);
    if (RespondAsync.isPreferred(headers.getRequestHeader(RespondAsync.HEADER))) {
      return later.take(request).map(CorrectionsResource::accepted);
    }
    MediaType wanted = headers.getAcceptableMediaTypes().get(0);
    if (!wanted.isWildcardType() && wanted.isCompatible(MediaType.SERVER_SENT_EVENTS_TYPE)) {
      EventStream stream = events.stream(service.stream(request));
      return Uni.createFrom().item(Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE).build());
    }
    return service
        .correct(request)
        .map(response -> Response.ok(response, MediaType.APPLICATION_JSON_TYPE).build());
  }

  private static Response accepted(String id) {
    return Response.accepted(new PendingCorrection(id, "pending"))
        .type(MediaType.APPLICATION_JSON_TYPE)
        .location(URI.create("/v1/corrections/" + id))
        .header("Preference-Applied", RespondAsync.TOKEN)
        .header(HttpHeaders.RETRY_AFTER, 1)
        .build();
  }

  /** A correction that is not there yet. */
  public record PendingCorrection(String id, String state) {}

  @GET
  @Blocking
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Get a correction, or 202 until it is finished",
      description = "A failed correction returns the problem it failed with.")
  @Extension(
      name = DocumentedErrors.CODES,
      value = DocumentedErrors.ANSWER + ",correction_not_found")
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = CorrectionResponse.class)))
  @APIResponse(
      responseCode = "202",
      description = "Not finished yet",
      headers = @Header(name = "Location", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = PendingCorrection.class)))
  public Response get(@PathParam("id") String id) {
    return records
        .get(id)
        .map(completed -> Response.ok(CorrectionTopic.succeeded(completed).correction()).build())
        .orElseGet(() -> accepted(id));
  }
}
