package io.emend.error.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers a body over the limit with a problem document, where the server itself would answer
 * nothing and close. The body is read and thrown away for a while, so that a client that is still
 * sending gets the answer.
 */
@Singleton
final class BodyLimit {
  /** Before the server's own check. */
  private static final int PRIORITY = 100;

  private static final long LINGER_MILLIS = 1000;

  private final long limit;

  BodyLimit(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
    this.limit = limit.asLongValue();
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length != null && Long.parseLong(length) > limit) {
      refuse(context, length);
      context.request().handler(ignored -> {}).resume();
    } else if (context.request().headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      collect(context);
    } else {
      context.next();
    }
  }

  /**
   * A body of unknown length is read here, up to the limit; the resource finds it in the context.
   */
  private void collect(RoutingContext context) {
    Buffer body = Buffer.buffer();
    context
        .request()
        .handler(
            part -> {
              if (context.response().ended()) {
                return;
              }
              if (body.length() + part.length() > limit) {
                refuse(context, "more");
              } else {
                body.appendBuffer(part);
              }
            })
        .endHandler(
            end -> {
              if (!context.response().ended()) {
                ((RoutingContextInternal) context).setBody(body);
                context.next();
              }
            })
        .resume();
  }

  private void refuse(RoutingContext context, String length) {
    String rule = "must have at most " + limit + " bytes";
    RawProblem.send(
        context,
        new EmendException(
            ErrorCode.BODY_TOO_LARGE,
            "the body " + rule + ", has " + length,
            Map.of("rule", rule, "value", length)));
    HttpServerRequest request = context.request();
    context.vertx().setTimer(LINGER_MILLIS, id -> closeUnlessEnded(request));
  }

  /** A client that never ends would hold the connection; one that does reads the answer first. */
  private static void closeUnlessEnded(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }
}
