package io.emend.access;

import io.emend.error.ErrorCode;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code Authorization: Bearer KEY}. Asked before the identity provider's mechanism, which gets
 * what is no key of ours.
 */
@Singleton
final class ApiKeyMechanism implements HttpAuthenticationMechanism {
  private static final String SCHEME = "bearer ";
  private static final Pattern JWT = Pattern.compile("[\\w-]+\\.[\\w-]+\\.[\\w-]*");

  private final ApiKeys keys;

  ApiKeyMechanism(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    String header = context.request().getHeader(HttpHeaders.AUTHORIZATION);
    // Clients of OpenAI's send a key to servers, too, that ask for none.
    if (keys.isEmpty()
        || header == null
        || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Uni.createFrom().nullItem();
    }
    String key = header.substring(SCHEME.length()).strip();
    // What is no key of ours may be a token; the rest ends here, since the other mechanism logs it.
    return identities
        .authenticate(new ApiKeyRequest(key))
        .onFailure(failure -> JWT.matcher(key).matches())
        .recoverWithNull();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new ChallengeData(
                ErrorCode.UNAUTHENTICATED.category().status(),
                HttpHeaderNames.WWW_AUTHENTICATE,
                AccessProblems.CHALLENGE));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    AccessProblems.unauthenticated(context);
    return Uni.createFrom().item(true);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of(ApiKeyRequest.class);
  }

  @Override
  public int getPriority() {
    // The one for tokens has 1 more than the default, and would take a key for a bad token.
    return HttpAuthenticationMechanism.DEFAULT_PRIORITY + 100;
  }
}
