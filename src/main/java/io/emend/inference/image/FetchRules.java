package io.emend.inference.image;

import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/**
 * What an {@link ImageFetcher} may fetch, and how it finds the way.
 *
 * @param hosts names it may ask, in small letters
 * @param port the one port it connects to
 * @param policy the addresses it may connect to
 */
record FetchRules(
    Set<String> hosts,
    int port,
    FetchLimits limits,
    NameServer names,
    AddressPolicy policy,
    SSLSocketFactory tls) {
  static final int HTTPS = 443;

  FetchRules {
    hosts = Set.copyOf(hosts);
  }
}
