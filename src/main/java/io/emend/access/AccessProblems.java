package io.emend.access;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.http.RawProblem;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Refusals as problem documents, where the framework itself would send empty bodies. */
@Singleton
final class AccessProblems {
  static final String CHALLENGE = "Bearer realm=\"emend\"";

  /** Before every other route, the framework's own failure handlers among them. */
  private static final int FIRST = -1_000;

  void register(@Observes Router router) {
    router.route().order(FIRST).handler(RoutingContext::next).failureHandler(AccessProblems::tell);
  }

  private static void tell(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof ForbiddenException) {
      forbidden(context);
    } else if (failure instanceof UnauthorizedException
        || failure instanceof AuthenticationFailedException) {
      unauthenticated(context);
    } else {
      context.next();
    }
  }

  static void unauthenticated(RoutingContext context) {
    context.response().putHeader(HttpHeaderNames.WWW_AUTHENTICATE, CHALLENGE);
    RawProblem.send(
        context,
        new EmendException(
            ErrorCode.UNAUTHENTICATED,
            "send the header Authorization: Bearer KEY with a key of this server"));
  }

  private static void forbidden(RoutingContext context) {
    RawProblem.send(
        context,
        new EmendException(
            ErrorCode.ROLE_MISSING, "these credentials do not have the role that this path needs"));
  }
}
