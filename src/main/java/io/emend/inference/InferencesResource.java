package io.emend.inference;

import io.emend.error.http.DocumentedErrors;
import io.emend.inference.http.RequestBody;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The answer function. */
@Path("/v1/inferences")
@Tag(name = "inference")
@Produces(MediaType.APPLICATION_JSON)
public class InferencesResource {
  private final InferenceService service;

  InferencesResource(InferenceService service) {
    this.service = service;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Blocking
  @AnsweredByModel
  @Operation(summary = "Answer a question about one or more images")
  @Extension(name = DocumentedErrors.CODES, value = DocumentedErrors.ANSWER)
  public Uni<InferenceResponse> infer(InferenceRequest request) {
    return service.infer(RequestBody.required(request));
  }
}
