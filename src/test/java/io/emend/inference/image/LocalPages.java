package io.emend.inference.image;

import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.Set;

/**
 * The rules of a service whose pictures come from this machine: {@link TlsPages} is the one host,
 * and its loopback address is allowed.
 */
@Alternative
@Singleton
public final class LocalPages {
  private final TlsPages pages = start();

  private static TlsPages start() {
    try {
      return new TlsPages(Files.createTempDirectory("pages"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  TlsPages pages() {
    return pages;
  }

  @Produces
  @Singleton
  FetchRules rules() {
    AddressPolicy open = AddressPolicy.publicOnly();
    return new FetchRules(
        Set.of("localhost"),
        pages.port(),
        FetchLimits.of(50_000),
        InetAddress::getAllByName,
        address -> address.isLoopbackAddress() || open.allows(address),
        pages.tls());
  }
}
