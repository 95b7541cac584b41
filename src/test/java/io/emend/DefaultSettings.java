package io.emend;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configuration as it is when nobody has set anything. */
public final class DefaultSettings {

  private DefaultSettings() {}

  /**
   * @param mapping an interface with {@code @ConfigMapping}
   */
  public static <T> T of(Class<T> mapping) {
    return of(mapping, Map.of());
  }

  /**
   * @param changes what somebody has set, by property name
   */
  public static <T> T of(Class<T> mapping, Map<String, String> changes) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(mapping)
        .withDefaultValues(changes)
        .build()
        .getConfigMapping(mapping);
  }
}
