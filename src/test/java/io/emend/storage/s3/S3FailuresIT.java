package io.emend.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.collect.HashMultimap;
import io.emend.error.EmendException;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoreFailures;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What users of a store hear when it fails, and what they do not hear. */
@ResourceLock(S3Server.METERS)
class S3FailuresIT {
  private static final ObjectKey KEY = ObjectKey.of("corrections", "one.json");
  private static final byte[] CONTENT = "content".getBytes(UTF_8);

  @TempDir static Path folder;
  private static S3Server server;

  @BeforeAll
  static void start() throws Exception {
    server = S3Server.start(folder);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void failNoMore() {
    server.front().failing(0);
  }

  private static ObjectStore store(Map<String, String> changes) {
    S3Config config = server.config(changes);
    return new S3ObjectStore(
        S3Connection.of(config),
        config.bucket().orElseThrow(),
        UUID.randomUUID().toString(),
        new StoreFailures());
  }

  private static ObjectStore patient() {
    return store(
        Map.of(
            "emend.storage.s3.endpoint", server.front().endpoint(),
            "emend.storage.s3.retries", "12",
            "emend.storage.s3.retry-delay", "5ms"));
  }

  private static void refuses(Map<String, String> changes, String reason) {
    assertThatThrownBy(() -> store(changes).put(KEY, CONTENT))
        .hasMessageContaining("the store failed at corrections/one.json")
        .hasMessageContaining(reason);
  }

  @Test
  void anUnknownAccessKeyIsTold() {
    refuses(
        Map.of("emend.storage.s3.access-key", "someone"),
        "InvalidAccessKeyId, it does not know the access key");
  }

  @Test
  void aWrongSecretKeyIsTold() {
    refuses(
        Map.of("emend.storage.s3.secret-key", "a-secret-of-mine"),
        "SignatureDoesNotMatch, the secret key or the region is not the one there");
  }

  @Test
  void noSecretIsInAMessage() {
    assertThatThrownBy(
            () ->
                store(Map.of("emend.storage.s3.secret-key", "a-secret-of-mine")).put(KEY, CONTENT))
        .hasMessageNotContaining("a-secret-of-mine")
        .rootCause()
        .message()
        .doesNotContain("a-secret-of-mine");
  }

  @Test
  void aMissingBucketIsTold() {
    refuses(
        Map.of("emend.storage.s3.bucket", "not-there"), "NoSuchBucket, the bucket does not exist");
  }

  @Test
  void aServerThatIsNotThereIsTold() {
    refuses(
        Map.of(
            "emend.storage.s3.endpoint", "http://127.0.0.1:1",
            "emend.storage.s3.retries", "1",
            "emend.storage.s3.retry-delay", "1ms"),
        "it cannot be reached");
  }

  @Test
  void nothingIsLostWhereAThirdOfTheCallsFail() {
    ObjectStore store = patient();
    server.front().failing(0.33);
    IntStream.range(0, 60).forEach(i -> store.put(ObjectKey.of("n" + i), bytes(i)));
    assertThat(IntStream.range(0, 60))
        .allSatisfy(i -> assertThat(store.get(ObjectKey.of("n" + i))).hasValue(bytes(i)));
  }

  @Test
  void aListingIsWholeWhereAThirdOfTheCallsFail() {
    ObjectStore store = patient();
    IntStream.range(0, 60).forEach(i -> store.put(ObjectKey.of("n" + i), bytes(i)));
    server.front().failing(0.33);
    assertThat(IntStream.range(0, 20)).allSatisfy(i -> assertThat(store.list("n")).hasSize(60));
  }

  @Test
  void whoWroteFirstHearsItThoughTheAnswerWasLost() {
    ObjectStore store = patient();
    server.front().failing(0.33);
    assertThat(IntStream.range(0, 60))
        .allSatisfy(i -> assertThat(store.putIfAbsent(ObjectKey.of("n" + i), bytes(i))).isTrue());
  }

  @Test
  void countingByReplacementsMissesNoneWhereAThirdOfTheCallsFail() {
    ObjectStore store = patient();
    store.put(KEY, bytes(0));
    server.front().failing(0.33);
    IntStream.range(0, 60).forEach(i -> replaceBy(store, bytes(i + 1)));
    assertThat(store.get(KEY)).hasValue(bytes(60));
  }

  @Test
  void aLargeFileArrivesWholeWhereAThirdOfTheCallsFail() throws IOException {
    ObjectStore store = patient();
    byte[] content = new byte[40_000_000];
    new Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("large"), content);
    server.front().failing(0.33);
    store.put(KEY, file);
    store.get(KEY, folder.resolve("copy"));
    assertThat(folder.resolve("copy")).hasSameBinaryContentAs(file);
  }

  @Test
  void aRangeOfAnotherVersionIsRefusedAndCounted() throws IOException {
    MeterRegistry meters = new SimpleMeterRegistry();
    Metrics.addRegistry(meters);
    try {
      S3Connection connection = S3Connection.of(server.config(Map.of()));
      new S3ObjectStore(connection, S3Server.BUCKET, "versions", new StoreFailures())
          .put(KEY, CONTENT);
      S3Download other =
          new S3Download(
              connection, S3Server.BUCKET, "versions/" + KEY.value(), "another", CONTENT.length);
      assertThatThrownBy(() -> other.to(folder.resolve("other"), 1))
          .hasRootCauseMessage("a range of it was answered with 412 Precondition Failed");
      assertThat(count(meters, "GET", "412")).isEqualTo(1);
    } finally {
      Metrics.removeRegistry(meters);
    }
  }

  @Test
  void anUploadThatFailsIsAborted() throws IOException {
    S3Config config = server.config(Map.of("emend.storage.s3.endpoint", server.front().endpoint()));
    Path file = Files.write(folder.resolve("short"), new byte[20_000_000]);
    S3Upload upload =
        new S3Upload(S3Connection.of(config), S3Server.BUCKET, "short", file, 30_000_000);
    int before = server.front().aborts();
    assertThatThrownBy(() -> upload.run(HashMultimap.create()).await().indefinitely())
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("it has become shorter than 30000000 bytes");
    assertThat(server.front().aborts()).isEqualTo(before + 1);
  }

  @Test
  void everyTryIsMeasured() {
    MeterRegistry meters = new SimpleMeterRegistry();
    Metrics.addRegistry(meters);
    try {
      store(Map.of()).put(KEY, CONTENT);
      assertThat(count(meters, "PUT", "200")).isEqualTo(1);
    } finally {
      Metrics.removeRegistry(meters);
    }
  }

  /** A registry that comes later has the timers of earlier tests' servers, without their counts. */
  private static long count(MeterRegistry meters, String method, String status) {
    Collection<Timer> tries =
        meters.find("emend.store.requests").tags("method", method, "status", status).timers();
    return tries.stream().mapToLong(Timer::count).sum();
  }

  private static void replaceBy(ObjectStore store, byte[] content) {
    assertThat(store.replace(KEY, content, store.read(KEY))).isTrue();
  }

  private static byte[] bytes(int number) {
    return ("number " + number).getBytes(UTF_8);
  }
}
