package io.emend.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.DefaultSettings;
import io.emend.storage.file.FileObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreWatchTest {
  private static final StorageConfig CONFIG = DefaultSettings.of(StorageConfig.class);
  @TempDir Path folder;
  private FileObjectStore files;
  private UnsteadyStore store;
  private StoreWatch watch;
  private StoreHealth health;

  @BeforeEach
  void open() {
    StoreFailures failures = new StoreFailures();
    files = new FileObjectStore(folder.resolve("store"), failures);
    store = new UnsteadyStore(files);
    watch = new StoreWatch(new StoreProbe(store.store()), failures, CONFIG, true);
    health = new StoreHealth(watch, CONFIG);
  }

  private StoreHealth ofBucket() {
    Map<String, String> bucket = Map.of("emend.storage.s3.bucket", "emend");
    return new StoreHealth(watch, DefaultSettings.of(StorageConfig.class, bucket));
  }

  private Map<String, Object> data() {
    return health.call().getData().orElseThrow();
  }

  @Test
  void aServerIsNotReadyBeforeItsStoreHasWorked() {
    assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
  }

  @Test
  void aStoreThatWorksMakesReady() {
    watch.look();
    HealthCheckResponse answer = health.call();
    assertThat(answer.getStatus()).isEqualTo(Status.UP);
    assertThat(data()).containsEntry("state", "ready");
  }

  @Test
  void aStoreThatIsAwayAtTheStartIsTold() {
    store.away(true);
    watch.look();
    assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data()).containsEntry("state", "the store is away");
  }

  @Test
  void aBucketThatGoesAwayIsToldByAServerThatStaysReady() {
    watch.look();
    store.away(true);
    watch.look();
    HealthCheckResponse answer = ofBucket().call();
    assertThat(answer.getStatus()).isEqualTo(Status.UP);
    assertThat(answer.getData().orElseThrow()).containsEntry("state", "the store is away");
  }

  @Test
  void aStoreThatComesBackIsTold() {
    store.away(true);
    watch.look();
    store.away(false);
    watch.look();
    assertThat(data()).containsEntry("state", "ready");
  }

  /** A file where the store needs a folder stands for a disk that takes nothing more. */
  private void failToWrite() throws IOException {
    Path blocked = Files.createFile(folder.resolve("store").resolve("images"));
    assertThatThrownBy(() -> files.put(ObjectKey.of("images/ab/abcd"), new byte[] {1}))
        .hasMessageStartingWith("the store failed at images/ab/abcd: ");
    Files.delete(blocked);
  }

  @Test
  void aWriteThatFailsIsToldAtOnceThoughTheStoreReadsWell() throws IOException {
    watch.look();
    failToWrite();
    assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(String.valueOf(data().get("state"))).contains("images/ab/abcd");
  }

  @Test
  void aStoreThatWritesAgainIsReadyAtTheNextLook() throws IOException {
    watch.look();
    failToWrite();
    watch.look();
    assertThat(health.call().getStatus()).isEqualTo(Status.UP);
    assertThat(data()).containsEntry("state", "ready");
  }
}
