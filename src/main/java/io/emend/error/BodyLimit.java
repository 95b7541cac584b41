package io.emend.error;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkiverse.resteasy.problem.HttpProblem;
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
  private final ObjectMapper json;

  BodyLimit(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
      ObjectMapper json) {
    this.limit = limit.asLongValue();
    this.json = json;
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
    HttpProblem problem =
        ProblemDocument.complete(
            new EmendException(
                ErrorCode.BODY_TOO_LARGE,
                "the body " + rule + ", has " + length,
                Map.of("rule", rule, "value", length)),
            context.normalizedPath());
    context.request().handler(ignored -> {}).resume();
    context
        .response()
        .setStatusCode(problem.getStatusCode())
        .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
        .end(json(problem));
  }

  private String json(HttpProblem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
