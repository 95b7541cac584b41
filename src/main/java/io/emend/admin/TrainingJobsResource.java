package io.emend.admin;

import static io.emend.error.EmendException.invalid;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.http.DocumentedErrors;
import io.emend.inference.http.EventStream;
import io.emend.inference.http.RequestBody;
import io.emend.operation.job.Job;
import io.emend.operation.job.TrainingAdmission;
import io.emend.operation.job.TrainingJobRequest;
import io.emend.operation.job.TrainingJobs;
import io.emend.training.job.TrainingMetrics;
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
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Training jobs: start, watch, cancel. */
@Path("/admin/v1/training-jobs")
@Blocking
@Tag(name = "admin")
@Produces(MediaType.APPLICATION_JSON)
public class TrainingJobsResource {
  private static final String JSON_LINES = "application/jsonl";

  private final TrainingAdmission admission;
  private final TrainingJobs jobs;
  private final TrainingMetrics metrics;
  private final LogEvents events;

  TrainingJobsResource(
      TrainingAdmission admission, TrainingJobs jobs, TrainingMetrics metrics, ObjectMapper json) {
    this.admission = admission;
    this.jobs = jobs;
    this.metrics = metrics;
    this.events = new LogEvents(json);
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Start a training job",
      description =
          Replayed.DESCRIPTION
              + " Requests that cannot succeed are refused before any weight is loaded.")
  @Extension(
      name = DocumentedErrors.CODES,
      value =
          "invalid_value,malformed_json,dataset_not_found,dataset_corrupt,model_not_found"
              + ",model_invalid,training_data_empty,training_pair_invalid,memory_insufficient"
              + ",adapter_not_found,idempotency_conflict,store_failed")
  @APIResponse(
      responseCode = "201",
      description = "The job; Location is its URL",
      content = @Content(schema = @Schema(implementation = TrainingJobView.class)))
  public Response start(
      TrainingJobRequest request,
      @Parameter(description = "Client-chosen key, 1 to 256 characters")
          @HeaderParam("Idempotency-Key")
          String key,
      @Context HttpHeaders headers,
      @Context UriInfo uri) {
    String own = Replayed.key(key, headers).value();
    TrainingAdmission.Admitted admitted = admission.admit(RequestBody.required(request), own);
    TrainingJobView view = view(admitted.job());
    URI location = uri.getAbsolutePathBuilder().path(view.id()).build();
    return Replayed.mark(Response.created(location).entity(view), admitted.replayed()).build();
  }

  @GET
  @Operation(summary = "List training jobs, newest first")
  @Extension(name = DocumentedErrors.CODES, value = "invalid_value,store_failed")
  public ListPage<TrainingJobView> list(
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    return Page.of(offset, limit).of(jobs.list(), job -> TrainingJobView.of(job, null));
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Get a training job with its latest metrics")
  @Extension(name = DocumentedErrors.CODES, value = "job_not_found,store_failed")
  public TrainingJobView get(@PathParam("id") String id) {
    return view(jobs.get(id));
  }

  @DELETE
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}")
  @Operation(
      summary = "Cancel a training job",
      description =
          "The run writes a checkpoint if it can within emend.jobs.grace. No effect on a job that"
              + " has ended.")
  @Extension(name = DocumentedErrors.CODES, value = "job_not_found,object_changed,store_failed")
  @APIResponse(
      responseCode = "202",
      description = "The job, which is stopping",
      content = @Content(schema = @Schema(implementation = TrainingJobView.class)))
  public Response cancel(@PathParam("id") String id) {
    return Response.accepted(view(jobs.cancel(id))).build();
  }

  @GET
  @Path("{id}/metrics")
  @Produces({MediaType.APPLICATION_JSON, JSON_LINES})
  @Operation(
      summary = "Get the metrics of each step, under TRL's names",
      description = "A JSON array, or one line per step as application/jsonl.")
  @Extension(name = DocumentedErrors.CODES, value = "job_not_found,invalid_value,store_failed")
  @APIResponse(
      responseCode = "200",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Object[].class)),
        @Content(mediaType = JSON_LINES)
      })
  public Response metrics(
      @PathParam("id") String id,
      @Parameter(description = "First step to return") @QueryParam("from") @DefaultValue("0")
          String from,
      @Context HttpHeaders headers) {
    List<JsonNode> steps = metrics.of(jobs.get(id).spec().id(), step(from));
    MediaType wanted = headers.getAcceptableMediaTypes().get(0);
    if (!wanted.isWildcardType() && wanted.isCompatible(MediaType.valueOf(JSON_LINES))) {
      String lines = steps.stream().map(step -> step + "\n").collect(Collectors.joining());
      return Response.ok(lines, JSON_LINES).build();
    }
    return Response.ok(steps, MediaType.APPLICATION_JSON_TYPE).build();
  }

  private static int step(String from) {
    if (!from.matches("\\d{1,9}")) {
      throw invalid("from", "must be a step, 0 or more", from);
    }
    return Integer.parseInt(from);
  }

  @GET
  @Path("{id}/logs")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @Operation(
      summary = "Stream the job's log until the job ends, one event per line",
      description =
          "If the cluster does not return the log, an `error` event with `cluster_failed`.")
  @Extension(name = DocumentedErrors.CODES, value = "job_not_found,store_failed,cluster_failed")
  @APIResponse(responseCode = "200", content = @Content(mediaType = MediaType.SERVER_SENT_EVENTS))
  public Response logs(@PathParam("id") String id, @Context UriInfo uri) {
    EventStream stream = events.of(jobs.logs(id), uri.getPath());
    return Response.ok(stream, MediaType.SERVER_SENT_EVENTS_TYPE).build();
  }

  private TrainingJobView view(Job job) {
    return TrainingJobView.of(job, metrics.latest(job.spec().id()).orElse(null));
  }
}
