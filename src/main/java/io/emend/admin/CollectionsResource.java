package io.emend.admin;

import io.emend.collection.CollectionRequest;
import io.emend.error.http.DocumentedErrors;
import io.emend.inference.http.RequestBody;
import io.emend.operation.collection.Collections;
import io.emend.operation.collection.StoredCollection;
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

/** Collections of preference data from labelled sources. */
@Path("/admin/v1/collections")
@Tag(name = "admin")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class CollectionsResource {
  private final Collections collections;

  CollectionsResource(Collections collections) {
    this.collections = collections;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary =
          "Start a collection: run a labelled source through two turns into a new dataset version",
      description = Replayed.DESCRIPTION)
  @Extension(
      name = DocumentedErrors.CODES,
      value =
          "invalid_value,malformed_json,source_invalid,idempotency_conflict,model_not_found,model_not_ready,store_failed")
  @APIResponse(
      responseCode = "202",
      description = "Accepted",
      headers = @Header(name = "Location", schema = @Schema(implementation = String.class)),
      content = @Content(schema = @Schema(implementation = CollectionView.class)))
  public Response start(
      CollectionRequest body,
      @Parameter(description = "Client-chosen key, 1 to 256 characters")
          @HeaderParam("Idempotency-Key")
          String key,
      @Context HttpHeaders headers) {
    Observed<StoredCollection> taken =
        collections.submit(RequestBody.required(body), Replayed.key(key, headers));
    CollectionView view = CollectionView.of(taken);
    return Replayed.mark(Response.accepted(view), taken.replayed())
        .location(URI.create("/admin/v1/collections/" + view.id()))
        .build();
  }

  @GET
  @Operation(summary = "List collections, newest first")
  @Extension(name = DocumentedErrors.CODES, value = "invalid_value,store_failed")
  public ListPage<CollectionView> list(
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    return Page.of(offset, limit).of(collections.list(), CollectionView::of);
  }

  @GET
  @Path("{id}")
  @Operation(summary = "Get a collection and its progress")
  @Extension(name = DocumentedErrors.CODES, value = "collection_not_found,store_failed")
  public CollectionView get(@PathParam("id") String id) {
    return CollectionView.of(collections.get(id));
  }

  @DELETE
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}")
  @Operation(
      summary = "Cancel a collection",
      description = "No effect on a collection that has ended; a dataset already written is kept.")
  @Extension(name = DocumentedErrors.CODES, value = "collection_not_found,store_failed")
  public CollectionView cancel(@PathParam("id") String id) {
    return CollectionView.of(collections.cancel(id));
  }
}
