package io.emend.admin.adapters;

import io.emend.error.DocumentedErrors;
import io.emend.inference.RequestBody;
import io.emend.inference.ServedAdapters;
import io.emend.inference.registry.Registry;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The adapters of the model in service, and which of them is in production. */
@Path("/admin/v1/adapters")
@Tag(name = "admin")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class AdaptersResource {
  private final Promotions promotions;
  private final ServedAdapters served;

  AdaptersResource(Promotions promotions, ServedAdapters served) {
    this.promotions = promotions;
    this.served = served;
  }

  @GET
  @Operation(summary = "All adapters, what is in production, and how it came to be")
  @Extension(name = DocumentedErrors.CODES, value = "store_failed")
  public AdapterList list() {
    return list(promotions.registry());
  }

  @POST
  @Path("{id}/promote")
  @Operation(summary = "Put an adapter into production, with the evaluation that justifies it")
  @Extension(
      name = DocumentedErrors.CODES,
      value =
          "promotion_refused,adapter_not_found,evaluation_not_found,model_not_found,model_invalid,"
              + "malformed_json,store_failed,"
              + DocumentedErrors.TYPED)
  public AdapterList promote(@PathParam("id") String id, PromotionBody body) {
    PromotionBody wanted = RequestBody.required(body);
    return list(promotions.promote(id, wanted.evaluation(), wanted.forced()));
  }

  @POST
  @Path("rollback")
  @Operation(summary = "Put back what was in production before")
  @Extension(
      name = DocumentedErrors.CODES,
      value = "rollback_impossible,model_invalid,store_failed")
  public AdapterList rollback() {
    return list(promotions.rollback());
  }

  private AdapterList list(Registry registry) {
    return AdapterList.of(registry, served.adapters());
  }
}
