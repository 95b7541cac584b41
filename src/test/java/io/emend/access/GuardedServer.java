package io.emend.access;

import static java.util.Map.entry;

import io.emend.inference.image.LocalPages;
import io.emend.storage.Sha256;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;

/**
 * A server with a key for each role, a public key of an identity provider, an origin elsewhere
 * whose pages may call, and {@link LocalPages} as the one host of pictures.
 */
public final class GuardedServer implements QuarkusTestProfile {
  public static final String USER_KEY = "the-users-secret";
  static final String ADMIN_KEY = "the-admins-secret";
  static final String PAGES = "https://pages.example";
  private static final String PRIVATE_KEY = "test.private-key";

  @Override
  public Map<String, String> getConfigOverrides() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      return Map.ofEntries(
          entry(PRIVATE_KEY, base64(pair.getPrivate().getEncoded())),
          entry("quarkus.oidc.public-key", base64(pair.getPublic().getEncoded())),
          entry("emend.access.keys.service.sha256", Sha256.of(USER_KEY)),
          entry("emend.access.keys.engineer.sha256", Sha256.of(ADMIN_KEY)),
          entry("emend.access.keys.engineer.roles", "admin"),
          entry("emend.inference.model", "src/test/resources/golden/clip-mha-untied/model"),
          entry("emend.inference.image-hosts", "localhost"),
          entry("emend.storage.path", "target/guarded-store"),
          entry("quarkus.http.access-log.enabled", "true"),
          entry("quarkus.http.cors.enabled", "true"),
          entry("quarkus.http.cors.origins", PAGES),
          entry("quarkus.log.category.\"io.quarkus.oidc\".level", "DEBUG"));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(LocalPages.class);
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
