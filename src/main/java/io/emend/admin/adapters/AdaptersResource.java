package io.emend.admin.adapters;

import io.emend.admin.Page;
import io.emend.admin.Replayed;
import io.emend.error.http.DocumentedErrors;
import io.emend.inference.adapter.AdapterImports;
import io.emend.inference.chat.ModelCatalog;
import io.emend.inference.http.RequestBody;
import io.emend.inference.registry.Registry;
import io.emend.operation.promotion.Promotions;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The adapters of the model in service, and which of them is in production. */
@Path("/admin/v1/adapters")
@Tag(name = "admin")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class AdaptersResource {
  private final Promotions promotions;
  private final AdapterImports imports;
  private final ModelCatalog catalog;

  AdaptersResource(Promotions promotions, AdapterImports imports, ModelCatalog catalog) {
    this.promotions = promotions;
    this.imports = imports;
    this.catalog = catalog;
  }

  @GET
  @Operation(summary = "List adapters, the one in production, and the promotion history")
  @Extension(name = DocumentedErrors.CODES, value = "invalid_value,store_failed,model_not_ready")
  public AdapterList list(
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    return AdapterList.of(promotions.registry(), catalog, Page.of(offset, limit));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      summary = "Import a PEFT adapter that was trained elsewhere",
      description =
          "The adapter is validated completely before it is registered; what cannot be served as it"
              + " was trained is refused by name. Repeating the request changes nothing and returns"
              + " `Idempotent-Replayed: true`.")
  @Extension(
      name = DocumentedErrors.CODES,
      value =
          "invalid_value,malformed_json,model_not_found,model_invalid,object_not_found"
              + ",object_exists,store_failed,model_not_ready")
  @APIResponse(
      responseCode = "201",
      description = "The registered adapter",
      content = @Content(schema = @Schema(implementation = AdapterList.Entry.class)))
  public Response bring(ImportBody body, @Context SecurityContext caller) {
    ImportBody wanted = RequestBody.required(body);
    AdapterImports.Result result = imports.forCaller(wanted.request(name(caller), catalog));
    Registry registry = promotions.registry();
    AdapterList.Entry entry =
        AdapterList.entry(
            result.adapter(), registry.production(), catalog.absence(result.adapter().id()));
    return Replayed.mark(Response.status(Response.Status.CREATED).entity(entry), result.known())
        .build();
  }

  private static String name(SecurityContext caller) {
    return caller.getUserPrincipal() == null ? null : caller.getUserPrincipal().getName();
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("{id}/promote")
  @Operation(summary = "Promote an adapter to production, with the evaluation that justifies it")
  @Extension(
      name = DocumentedErrors.CODES,
      value =
          "promotion_refused,adapter_not_found,evaluation_not_found,model_not_found,model_invalid,"
              + "malformed_json,store_failed,model_not_ready,"
              + DocumentedErrors.ENGINE)
  public AdapterList promote(@PathParam("id") String id, PromotionBody body) {
    PromotionBody wanted = RequestBody.required(body);
    return list(promotions.promote(id, wanted.evaluation(), wanted.forced()));
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Path("rollback")
  @Operation(summary = "Roll back to what was in production before")
  @Extension(
      name = DocumentedErrors.CODES,
      value =
          "rollback_impossible,model_invalid,store_failed,model_not_ready,"
              + DocumentedErrors.ENGINE)
  public AdapterList rollback() {
    return list(promotions.rollback());
  }

  private AdapterList list(Registry registry) {
    return AdapterList.of(registry, catalog, Page.FIRST);
  }
}
