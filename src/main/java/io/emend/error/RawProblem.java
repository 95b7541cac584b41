package io.emend.error;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Problem documents for requests that end before they reach a resource. */
public final class RawProblem {
  private RawProblem() {}

  /** Answers with the same document that a resource's error becomes. */
  public static void send(RoutingContext context, EmendException error) {
    ErrorCode code = error.code();
    JsonObject problem =
        new JsonObject()
            .put("status", code.category().status())
            .put("title", code.title())
            .put("detail", error.getMessage())
            .put("code", code.code());
    error.culprit().forEach(problem::put);
    context
        .response()
        .setStatusCode(code.category().status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .end(problem.encode());
  }
}
