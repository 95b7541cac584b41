package io.emend.inference;

import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** {@link SmallModel} with {@link TlsPages} as its one host, whose loopback address is allowed. */
public final class PagesModel implements QuarkusTestProfile {

  @Override
  public Map<String, String> getConfigOverrides() {
    Map<String, String> settings = new HashMap<>(new SmallModel().getConfigOverrides());
    settings.put("emend.inference.image-hosts", "localhost");
    return settings;
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(Rules.class);
  }

  /** The rules of a service whose pictures come from this machine. */
  @Alternative
  @Singleton
  public static final class Rules {
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
}
