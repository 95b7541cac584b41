package io.emend.error.http;

import jakarta.ws.rs.HttpMethod;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.handlers.ClassRoutingHandler;
import org.jboss.resteasy.reactive.server.handlers.RestInitialHandler.InitialMatch;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper;
import org.jboss.resteasy.reactive.server.mapping.RequestMapper.RequestMatch;
import org.jboss.resteasy.reactive.server.spi.ServerRestHandler;

/** The methods that a path knows, as the framework's own routes have them; empty for no path. */
final class AllowedMethods {
  private AllowedMethods() {}

  /** For the header {@code Allow} of an answer to the current request. */
  static String ofCurrentRequest() {
    ResteasyReactiveRequestContext request = CurrentRequestManager.get();
    RequestMatch<InitialMatch> match =
        new RequestMapper<>(request.getDeployment().getClassMappers())
            .map(request.getPathWithoutPrefix());
    TreeSet<String> methods = new TreeSet<>();
    if (match != null) {
      for (ServerRestHandler handler : match.value.handlers) {
        if (handler instanceof ClassRoutingHandler routes) {
          add(methods, routes, match.remaining.isEmpty() ? "/" : match.remaining);
        }
      }
    }
    return String.join(", ", methods);
  }

  private static void add(TreeSet<String> methods, ClassRoutingHandler routes, String remaining) {
    routes
        .getMappers()
        .forEach(
            (method, paths) -> {
              if (method != null && paths.map(remaining) != null) {
                methods.add(method);
              }
            });
    // These are answered wherever there is anything to answer.
    if (methods.contains(HttpMethod.GET)) {
      methods.add(HttpMethod.HEAD);
    }
    if (!methods.isEmpty()) {
      methods.add(HttpMethod.OPTIONS);
    }
  }
}
