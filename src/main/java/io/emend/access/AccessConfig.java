package io.emend.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Set;

/** Who may call. Without any of it, the server listens on loopback only. */
@ConfigMapping(prefix = "emend.access")
public interface AccessConfig {

  /** API keys by the name of their holder; with the first one, calls without a key are refused. */
  Map<String, Key> keys();

  /** Lets everyone who reaches the port do everything; for networks that guard it themselves. */
  @WithDefault("false")
  boolean anonymous();

  /** An API key, of which only the digest is here. */
  interface Key {
    /** SHA-256 of the key in hexadecimal; without a salt, so the key has to be a random one. */
    String sha256();

    /** {@code user}, {@code admin} or both; the admin may do what a user may. */
    @WithDefault("user")
    Set<Role> roles();
  }
}
