package io.emend.correction;

import io.emend.inference.RequestBody;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The two-turn function. */
@Path("/v1/corrections")
@Tag(name = "correction")
public class CorrectionsResource {
  private final CorrectionService service;
  private final CorrectionRecords records;

  CorrectionsResource(CorrectionService service, CorrectionRecords records) {
    this.service = service;
    this.records = records;
  }

  @POST
  @Blocking
  @Operation(summary = "Answer a question about an image, review the answer, answer again")
  public Uni<CorrectionResponse> correct(CorrectionRequest request) {
    return service.correct(RequestBody.required(request));
  }

  @GET
  @Blocking
  @Path("{id}")
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "A finished correction")
  public byte[] get(@PathParam("id") String id) {
    return records.get(id);
  }
}
