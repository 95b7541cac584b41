package io.emend.access;

import static io.emend.error.EmendException.require;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The API keys of the configuration. */
@Singleton
final class ApiKeys {
  private final List<Entry> entries;

  private record Entry(String name, byte[] digest, Set<Role> roles) {}

  ApiKeys(AccessConfig config) {
    this.entries =
        config.keys().entrySet().stream().map(key -> entry(key.getKey(), key.getValue())).toList();
  }

  private static Entry entry(String name, AccessConfig.Key key) {
    String digest = key.sha256().strip().toLowerCase(Locale.ROOT);
    // The value is not shown: someone may have put the key itself there.
    require(
        digest.matches("[0-9a-f]{64}"),
        "emend.access.keys." + name + ".sha256",
        "must be 64 hexadecimal digits",
        "a text of " + digest.length() + " characters");
    return new Entry(name, HexFormat.of().parseHex(digest), key.roles());
  }

  boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Whose key it is. Compares with every digest, each in constant time. */
  Optional<SecurityIdentity> holder(String key) {
    byte[] digest = sha256(key);
    Entry found = null;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.digest, digest)) {
        found = entry;
      }
    }
    return Optional.ofNullable(found).map(ApiKeys::identity);
  }

  private static SecurityIdentity identity(Entry entry) {
    QuarkusSecurityIdentity.Builder identity =
        QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(entry.name));
    entry.roles.forEach(role -> identity.addRole(role.word()));
    return identity.build();
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
