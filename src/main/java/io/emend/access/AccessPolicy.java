package io.emend.access;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.HttpSecurityPolicy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/** Who may call which path. What is not listed is the admin's, so that a new path starts closed. */
@Singleton
final class AccessPolicy implements HttpSecurityPolicy {
  /** For probes and scrapers, which hold no keys. */
  private static final List<String> OPEN = List.of("/q/health", "/q/metrics");

  /** The functions, and their description. */
  private static final List<String> USERS = List.of("/v1", "/q/openapi", "/q/swagger-ui");

  /** Tells what else there is. */
  private static final String START = "/";

  private final AccessMode mode;

  AccessPolicy(AccessMode mode) {
    this.mode = mode;
  }

  @Override
  public Uni<CheckResult> checkPermission(
      RoutingContext context,
      Uni<SecurityIdentity> identity,
      AuthorizationRequestContext requestContext) {
    String path = context.normalizedPath();
    if (mode.open() || probed(path)) {
      return CheckResult.permit();
    }
    boolean users = path.equals(START) || under(USERS, path);
    return identity.map(caller -> new CheckResult(permits(caller, users)));
  }

  private static boolean permits(SecurityIdentity caller, boolean users) {
    return caller.hasRole(Role.ADMIN.word()) || (users && caller.hasRole(Role.USER.word()));
  }

  /** Whether probes and scrapers ask for it, by whatever name and address they have. */
  static boolean probed(String path) {
    return under(OPEN, path);
  }

  /** Whole segments: {@code /v1x} is not under {@code /v1}. */
  static boolean under(List<String> roots, String path) {
    return roots.stream().anyMatch(root -> path.equals(root) || path.startsWith(root + "/"));
  }
}
