package io.emend.error.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses what no handler of any path can read, those of metrics and health included, with a
 * problem document in place of the server's own page.
 */
@Singleton
final class UnreadableRequests {
  /** After {@link BodyLimit}. */
  private static final int PRIORITY = 90;

  void register(@Observes Filters filters) {
    filters.register(UnreadableRequests::check, PRIORITY);
  }

  /** Vert.x refuses a request without a host or a path before it looks for who answers. */
  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(UnreadableRequests::refused);
  }

  private static void check(RoutingContext context) {
    try {
      context.request().headers().getAll(HttpHeaders.ACCEPT).forEach(RequestHeaders::acceptable);
    } catch (EmendException e) {
      RawProblem.send(context, e);
      return;
    }
    context.next();
  }

  private static void refused(RoutingContext context) {
    String uri = context.request().uri();
    if (context.statusCode() == 400 && context.request().authority() == null) {
      String host = context.request().getHeader(HttpHeaders.HOST);
      RawProblem.send(
          context,
          EmendException.refused(
              ErrorCode.MALFORMED_HEADER, "Host", "must be a host, with a port or without", host));
    } else if (!uri.startsWith("/")) {
      RawProblem.send(
          context,
          EmendException.refused(ErrorCode.MALFORMED_PATH, "path", "must begin with /", uri));
    } else {
      context.next();
    }
  }
}
