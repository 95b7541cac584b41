package io.emend;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Configuration as it is when nobody has set anything. */
public final class DefaultSettings {

  private DefaultSettings() {}

  /**
   * @param mapping an interface with {@code @ConfigMapping}
   */
  public static <T> T of(Class<T> mapping) {
    return new SmallRyeConfigBuilder()
        .addDiscoveredConverters()
        .withMapping(mapping)
        .build()
        .getConfigMapping(mapping);
  }
}
