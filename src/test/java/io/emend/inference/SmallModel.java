package io.emend.inference;

import static io.restassured.RestAssured.get;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The application with a small random checkpoint, one slot at work, one waiting, tight limits. */
public final class SmallModel implements QuarkusTestProfile {
  public static final int BODY_LIMIT = 200 * 1024;

  /** Allowed by name, refused by address. */
  private static final List<String> INSIDE =
      List.of(
          "localhost",
          "10.0.0.1",
          "169.254.169.254",
          "2130706433",
          "127.1",
          "[::1]",
          "[::ffff:127.0.0.1]",
          "[::ffff:a00:1]",
          "[0:0:0:0:0:0:0:1]",
          "[fd00:ec2::254]");

  public static final String STORE = "target/small-model-store";
  private static final Path IMAGES = Path.of("src/test/resources/golden/images");

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "emend.inference.model", "src/test/resources/golden/clip-mha-untied/model",
        "emend.inference.batch", "1",
        "emend.inference.slots", "2",
        "emend.inference.queue-capacity", "1",
        "emend.inference.max-length", "512",
        "emend.inference.max-tokens", "8",
        "emend.inference.max-image-pixels", "100000",
        "emend.inference.image-hosts", String.join(",", INSIDE),
        "emend.storage.path", STORE,
        "quarkus.http.limits.max-body-size", "200K");
  }

  /** Waits until the model has answered. */
  public static void await() throws InterruptedException {
    Instant end = Instant.now().plus(Duration.ofMinutes(5));
    while (get("/q/health/ready").statusCode() != 200) {
      if (Instant.now().isAfter(end)) {
        throw new IllegalStateException(get("/q/health/ready").asString());
      }
      Thread.sleep(50);
    }
  }

  public static byte[] image(String name) {
    try {
      return Files.readAllBytes(IMAGES.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static String data(byte[] bytes) {
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
  }
}
