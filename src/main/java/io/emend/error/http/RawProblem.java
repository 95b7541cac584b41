package io.emend.error.http;

import io.emend.error.EmendException;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;

/** Problem documents for requests that end before they reach a resource. */
public final class RawProblem {
  private RawProblem() {}

  /** Answers with the same document that a resource's error becomes. */
  public static void send(RoutingContext context, EmendException error) {
    HttpProblem problem = ProblemDocument.complete(error, context.request().path());
    JsonObject json =
        new JsonObject()
            .put("status", problem.getStatusCode())
            .put("title", problem.getTitle())
            .put("detail", problem.getDetail());
    problem.getParameters().forEach(json::put);
    context
        .response()
        .setStatusCode(problem.getStatusCode())
        .putHeader(HttpHeaders.CONTENT_TYPE, HttpProblem.MEDIA_TYPE.toString())
        .end(json.encode());
  }
}
