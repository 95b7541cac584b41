package io.emend.admin.engines;

import io.emend.admin.ListPage;
import io.emend.admin.Page;
import io.emend.error.http.DocumentedErrors;
import io.emend.inference.chat.EngineDescription;
import io.emend.inference.chat.ModelCatalog;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The engines that answer for this server. */
@Path("/admin/v1/engines")
@Tag(name = "admin")
@Blocking
@Produces(MediaType.APPLICATION_JSON)
public class EnginesResource {
  private final ModelCatalog catalog;

  EnginesResource(ModelCatalog catalog) {
    this.catalog = catalog;
  }

  @GET
  @Operation(
      summary = "List engines",
      description =
          "Kind, address, model, loaded adapters, state and load of each engine. A server is asked"
              + " anew for each request.")
  @Extension(name = DocumentedErrors.CODES, value = "invalid_value")
  public ListPage<EngineDescription> list(
      @QueryParam("offset") @DefaultValue("0") String offset,
      @QueryParam("limit") @DefaultValue("50") String limit) {
    return Page.of(offset, limit).of(List.of(catalog.description()));
  }
}
