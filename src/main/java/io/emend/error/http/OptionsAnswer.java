package io.emend.error.http;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/**
 * Answers {@code OPTIONS} with the methods of the path. The framework lists those of all paths of
 * the class.
 */
@Provider
@PreMatching
public final class OptionsAnswer implements ContainerRequestFilter {

  @Override
  public void filter(ContainerRequestContext request) {
    if (!request.getMethod().equals(HttpMethod.OPTIONS)) {
      return;
    }
    String methods = AllowedMethods.ofCurrentRequest();
    if (!methods.isEmpty()) {
      request.abortWith(Response.ok().header(HttpHeaders.ALLOW, methods).build());
    }
  }
}
