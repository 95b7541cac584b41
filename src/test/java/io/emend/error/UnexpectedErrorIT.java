package io.emend.error;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.emend.storage.ObjectInfo;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoredObject;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(UnexpectedErrorIT.BrokenStoreProfile.class)
class UnexpectedErrorIT {
  private static final String SECRET = "disk /dev/secret is on fire";

  /** The application over a store that fails as nothing should; it needs no model. */
  public static final class BrokenStoreProfile implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("emend.inference.model", "src/test/resources/golden/clip-mha-untied/model");
    }

    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(BrokenStore.class);
    }
  }

  /** Throws an exception, or an error where the key has an f. */
  @Alternative
  @Singleton
  public static final class BrokenStore implements ObjectStore {

    @Override
    public Optional<byte[]> get(ObjectKey key) {
      if (key.value().contains("f")) {
        throw new StackOverflowError(SECRET);
      }
      throw new IllegalStateException(SECRET);
    }

    @Override
    public Optional<StoredObject> read(ObjectKey key) {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public Optional<byte[]> get(ObjectKey key, long offset, int length) {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public Optional<ObjectInfo> head(ObjectKey key) {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public void put(ObjectKey key, byte[] content, String contentType) {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public boolean putIfAbsent(ObjectKey key, byte[] content, String contentType) {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public boolean replace(ObjectKey key, byte[] content, String contentType, String etag) {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public void put(ObjectKey key, Path file) {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public boolean get(ObjectKey key, Path file) {
      throw new IllegalStateException(SECRET);
    }

    @Override
    public boolean exists(ObjectKey key) {
      throw new IllegalStateException(SECRET);
    }

    /** Nothing, rather than a failure: the jobs are listed at the start. */
    @Override
    public Stream<ObjectKey> list(String prefix) {
      return Stream.empty();
    }

    @Override
    public void delete(ObjectKey key) {
      throw new IllegalStateException(SECRET);
    }
  }

  private static ValidatableResponse fail(String digit) {
    return given().get("/v1/images/" + digit.repeat(64)).then();
  }

  @Test
  void anUnexpectedExceptionIsInternal() {
    fail("0")
        .statusCode(500)
        .contentType("application/problem+json")
        .body("code", equalTo("internal"));
  }

  @Test
  void anUnexpectedErrorIsInternal() {
    fail("f").statusCode(500).body("code", equalTo("internal"));
  }

  @Test
  void theBodySaysNothingOfTheCause() {
    assertThat(fail("0").extract().asString())
        .doesNotContain("secret")
        .doesNotContain("Exception")
        .doesNotContain("io.emend");
  }

  @Test
  void theLogHasTheCauseUnderTheSameId() {
    List<LogRecord> records = Collections.synchronizedList(new ArrayList<>());
    Handler handler = new RecordingHandler(records);
    Logger root = Logger.getLogger("");
    root.addHandler(handler);
    try {
      String id = fail("0").extract().path("errorId");
      assertThat(records)
          .anyMatch(
              line ->
                  String.valueOf(line.getMessage()).contains(id)
                      && String.valueOf(line.getThrown()).contains(SECRET));
    } finally {
      root.removeHandler(handler);
    }
  }

  /** Keeps what is logged. */
  private static final class RecordingHandler extends Handler {
    private final List<LogRecord> records;

    RecordingHandler(List<LogRecord> records) {
      this.records = records;
    }

    @Override
    public void publish(LogRecord line) {
      records.add(line);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
