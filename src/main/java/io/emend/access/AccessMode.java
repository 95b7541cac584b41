package io.emend.access;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Whether callers need credentials here, and whether this server may start at all. */
@Singleton
final class AccessMode {
  private static final Logger LOG = Logger.getLogger(AccessMode.class);
  private static final String REFUSAL =
      """
      this server would listen on %s, and anyone who reaches it could do anything: no credentials \
      are configured. Either
        create a key:       key=$(openssl rand -hex 32); printf %%s "$key" | sha256sum
        and configure it:   emend.access.keys.NAME.sha256=DIGEST and .roles=user or admin
                            (callers then send the header Authorization: Bearer KEY);
      or name an identity provider: quarkus.oidc.auth-server-url=URL;
      or listen on this machine only: --host 127.0.0.1;
      or, if the network guards the port, say so: emend.access.anonymous=true\
      """;

  private final ApiKeys keys;
  private final AccessConfig config;
  private final boolean tokens;
  private final boolean serving;
  private final String host;

  AccessMode(
      ApiKeys keys,
      AccessConfig config,
      @ConfigProperty(name = "quarkus.oidc.tenant-enabled", defaultValue = "false") boolean tokens,
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean serving,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    this.keys = keys;
    this.config = config;
    this.tokens = tokens;
    this.serving = serving;
    this.host = host;
  }

  /** Whether everyone may do everything. */
  boolean open() {
    if (config.anonymous()) {
      return true;
    }
    return !credentials() && !mustRefuse(LaunchMode.current(), host);
  }

  /** Whether callers can show who they are. */
  private boolean credentials() {
    return !keys.isEmpty() || tokens;
  }

  /**
   * Whether nobody but this machine is to reach a server that asks for nothing. The names by which
   * a wider network calls it are not known here.
   */
  boolean loopbackOnly() {
    return open() && loopback(host);
  }

  void check(@Observes StartupEvent event) {
    if (!serving) {
      return;
    }
    if (config.anonymous()) {
      if (credentials() || !loopback(host)) {
        LOG.warnf("emend.access.anonymous: everyone who reaches %s may do everything", host);
      }
    } else if (!credentials() && mustRefuse(LaunchMode.current(), host)) {
      throw new EmendException(
          ErrorCode.INVALID_VALUE,
          REFUSAL.formatted(host),
          Map.of("field", "quarkus.http.host", "value", host));
    }
  }

  /** Whether a server without credentials is one too many. */
  static boolean mustRefuse(LaunchMode mode, String host) {
    return mode == LaunchMode.NORMAL && !loopback(host);
  }

  private static boolean loopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
