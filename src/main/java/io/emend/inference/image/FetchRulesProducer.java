package io.emend.inference.image;

import io.emend.inference.InferenceConfig;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.util.Set;
import javax.net.ssl.SSLSocketFactory;

/** The rules in service: the configured hosts, at public addresses, on https' own port. */
final class FetchRulesProducer {

  @Produces
  @Singleton
  FetchRules rules(InferenceConfig config) {
    return new FetchRules(
        config.imageHosts().orElse(Set.of()),
        FetchRules.HTTPS,
        FetchLimits.of(config.maxImageBytes().asLongValue()),
        InetAddress::getAllByName,
        AddressPolicy.publicOnly(),
        (SSLSocketFactory) SSLSocketFactory.getDefault());
  }
}
