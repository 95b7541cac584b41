package io.emend.admin.evaluations;

import io.emend.admin.ListPage;
import io.emend.admin.Page;
import io.emend.admin.Replayed;
import io.emend.error.http.DocumentedErrors;
import io.emend.evaluation.SampleRow;
import io.emend.evaluation.source.LabelledSources;
import io.emend.inference.http.RequestBody;
import io.emend.operation.evaluation.Evaluation;
import io.emend.operation.evaluation.EvaluationReports;
import io.emend.operation.evaluation.EvaluationSpec;
import io.emend.operation.evaluation.Evaluations;
import io.emend.operation.lifecycle.Observed;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
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
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Evaluations of one model, or of two against each other. */
@Path("/admin/v1/evaluations")
@Tag(name = "admin")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class EvaluationsResource {
  private final Evaluations evaluations;
  private final EvaluationReports reports;
  private final LabelledSources sources;

  EvaluationsResource(Evaluations evaluations, EvaluationReports reports, LabelledSources sources) {
    this.evaluations = evaluations;
    this.reports = reports;
    this.sources = sources;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Start an evaluation of one model on held-out samples, or a comparison of two",
      description = Replayed.DESCRIPTION)
  @Extension(
      name = DocumentedErrors.CODES,
      value =
          "invalid_value,malformed_json,source_invalid,idempotency_conflict,model_not_found,model_not_ready,store_failed")
  @APIResponse(
      responseCode = "202",
      description = "Accepted",
      headers = @Header(name = "Location", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = Evaluation.class)))
  public Response start(
      EvaluationBody body,
      @Parameter(description = "Client-chosen key, 1 to 256 characters")
          @HeaderParam("Idempotency-Key")
          String key,
      @Context HttpHeaders headers) {
    EvaluationSpec spec = RequestBody.required(body).spec();
    // What is wrong with the source is told now and not by a run that fails.
    sources.check(spec.source());
    Observed<Evaluation> taken = evaluations.submit(spec, Replayed.key(key, headers));
    return Replayed.mark(Response.accepted(taken.operation()), taken.replayed())
        .location(URI.create("/admin/v1/evaluations/" + taken.operation().id()))
        .build();
  }

  @GET
  @Operation(summary = "List evaluations, newest first, without their scores")
  @Extension(name = DocumentedErrors.CODES, value = "invalid_value,store_failed")
  public ListPage<Evaluation> list(
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    return Page.of(offset, limit).of(evaluations.list());
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Get an evaluation: its progress, and its scores once it has succeeded")
  @Extension(name = DocumentedErrors.CODES, value = "evaluation_not_found,store_failed")
  public Evaluation get(@PathParam("id") String id) {
    return evaluations.get(id);
  }

  @GET
  @Path("{id}/report")
  @Produces(MediaType.TEXT_HTML)
  @Operation(summary = "Get a comparison as an HTML page")
  @Extension(
      name = DocumentedErrors.CODES,
      value =
          "evaluation_not_found,evaluation_unfinished,invalid_value,source_invalid,store_failed")
  public String report(@PathParam("id") String id) {
    return reports.page(id);
  }

  @GET
  @Path("{id}/samples")
  @Operation(
      summary = "List each model's responses to each sample",
      description = "Grouped by model, in the order of the source; failed samples come last.")
  @Extension(
      name = DocumentedErrors.CODES,
      value = "evaluation_not_found,evaluation_unfinished,invalid_value,store_failed")
  public ListPage<SampleRow> samples(
      @PathParam("id") String id,
      @QueryParam("model") String model,
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("100") String limit) {
    return Page.of(offset, limit).counted(evaluations.rows(id, model));
  }

  @DELETE
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}")
  @Operation(summary = "Cancel an evaluation; no effect on one that has ended")
  @Extension(name = DocumentedErrors.CODES, value = "evaluation_not_found,store_failed")
  public Evaluation cancel(@PathParam("id") String id) {
    return evaluations.cancel(id);
  }
}
