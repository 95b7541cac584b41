package io.emend.error;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body over the limit with a problem document, where the server itself would answer
 * nothing and close. The body is read and thrown away, so that a client that is still sending gets
 * the answer.
 */
@Singleton
final class BodyLimit {
  /** Before the server's own check. */
  private static final int PRIORITY = 100;

  private final long limit;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null || Long.parseLong(length) <= limit) {
      context.next();
      return;
    }
    String rule = "must have at most " + limit + " bytes";
    context.request().handler(ignored -> {}).resume();
    RawProblem.send(
        context,
        new EmendException(
            ErrorCode.BODY_TOO_LARGE,
            "the body " + rule + ", has " + length,
            Map.of("rule", rule, "value", length)));
  }
}
