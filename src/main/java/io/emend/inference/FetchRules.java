package io.emend.inference;

import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/**
 * What an {@link ImageFetcher} may fetch.
 *
 * @param hosts names it may ask, in small letters
 * @param port the one port it connects to
 * @param maxBytes largest answer
 */
record FetchRules(
    Set<String> hosts, int port, long maxBytes, AddressPolicy policy, SSLSocketFactory tls) {
  static final int HTTPS = 443;

  FetchRules {
    hosts = Set.copyOf(hosts);
  }
}
