package io.emend.startpage;

import io.emend.inference.chat.ModelLifecycle;
import io.emend.inference.http.FunctionsConfig;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A server's root: a page for browsers, the same as JSON for others. */
@Path("/")
public class StartPageResource {
  private final String version;
  private final FunctionsConfig functions;
  private final ModelLifecycle model;
  private final StartPage page = new StartPage();

  StartPageResource(
      @ConfigProperty(name = "quarkus.application.version") String version,
      FunctionsConfig functions,
      ModelLifecycle model) {
    this.version = version;
    this.functions = functions;
    this.model = model;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(hidden = true)
  public ServerSummary json() {
    return ServerSummary.of(version, functions, model);
  }

  /** Less wanted than JSON by who has no preference. */
  @GET
  @Blocking
  @Produces("text/html;charset=UTF-8;qs=0.5")
  @Operation(hidden = true)
  public Response html(@Context UriInfo uri, @Context HttpHeaders headers) {
    boolean key = headers.getHeaderString(HttpHeaders.AUTHORIZATION) != null;
    return Response.ok(page.render(json(), new FirstRequest(uri.getBaseUri(), key)))
        .header("Content-Security-Policy", StartPage.policy())
        .header("Cache-Control", "no-store")
        .header("Referrer-Policy", "no-referrer")
        .header("X-Content-Type-Options", "nosniff")
        .build();
  }
}
