package io.emend.access;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.error.http.RawProblem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.SecurityHandlerPriorities;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Keeps web pages of other origins from calling a server that asks for no credentials: a browser
 * sends what they ask for from this machine, and a name of theirs may lead here (DNS rebinding).
 * With credentials a browser has nothing to send that would let it in.
 */
@Singleton
final class OriginFilter {
  /** Before preflights are answered, and before anybody is authenticated. */
  private static final int PRIORITY = SecurityHandlerPriorities.CORS + 100;

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  /** What browsers say of requests that no other origin has caused. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final AccessMode mode;
  private final AllowedOrigins allowed;

  OriginFilter(AccessMode mode, AllowedOrigins allowed) {
    this.mode = mode;
    this.allowed = allowed;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, PRIORITY);
  }

  private void check(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (allowed.configured()) {
      // Caches must not give one origin's answer to another.
      context.addHeadersEndHandler(sent -> vary(context.response().headers()));
    }
    if (AccessPolicy.probed(context.normalizedPath())) {
      // Probes answer whoever calls; the framework would refuse an origin that is not allowed.
      request.headers().remove(HttpHeaders.ORIGIN);
      context.next();
    } else if (mode.loopbackOnly() && !Authority.of(request).isLoopback()) {
      RawProblem.send(context, hostRefused(request.getHeader(HttpHeaders.HOST)));
    } else if (checksOrigins(request) && fromElsewhere(request)) {
      RawProblem.send(context, originRefused(request.getHeader(HttpHeaders.ORIGIN)));
    } else {
      context.next();
    }
  }

  private static void vary(MultiMap headers) {
    if (!headers.contains(HttpHeaders.VARY)) {
      headers.set(HttpHeaders.VARY, "Origin");
    }
  }

  /** Where credentials are asked for, only who asks in advance, without them, is told no here. */
  private boolean checksOrigins(HttpServerRequest request) {
    return mode.open() || allowed.configured() || isPreflight(request);
  }

  private static boolean isPreflight(HttpServerRequest request) {
    return request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
  }

  private boolean fromElsewhere(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null) {
      return !allowed.contains(origin) && !Authority.of(request).isOf(origin);
    }
    // A link from elsewhere may be followed; a form may not be sent.
    String site = request.getHeader("Sec-Fetch-Site");
    return site != null && !OWN_SITES.contains(site) && !READING.contains(request.method());
  }

  private static EmendException hostRefused(String host) {
    String rule = "must be localhost or a loopback address on a server without credentials";
    return EmendException.refused(ErrorCode.HOST_REFUSED, "Host", rule, host);
  }

  private static EmendException originRefused(String origin) {
    String rule = "must be this server's own or one of quarkus.http.cors.origins";
    return EmendException.refused(ErrorCode.ORIGIN_REFUSED, "Origin", rule, origin);
  }
}
