package io.emend.access;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/**
 * Turns tokens on where an identity provider or its public key is configured. The framework's own
 * switch is on from the start and fails without a provider.
 */
public final class OidcSwitch implements ConfigSourceFactory {
  /** Below application.properties, so that what is set there wins. */
  private static final int ORDINAL = 200;

  @Override
  public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
    boolean configured =
        present(context, "quarkus.oidc.auth-server-url")
            || present(context, "quarkus.oidc.public-key");
    Map<String, String> values =
        Map.of("quarkus.oidc.tenant-enabled", Boolean.toString(configured));
    return List.of(new PropertiesConfigSource(values, "emend-oidc-switch", ORDINAL));
  }

  private static boolean present(ConfigSourceContext context, String name) {
    String value = context.getValue(name).getValue();
    return value != null && !value.isBlank();
  }
}
