package io.emend.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.DefaultSettings;
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
  private UnsteadyStore store;
  private StoreWatch watch;
  private StoreHealth health;

  @BeforeEach
  void open() {
    store = new UnsteadyStore(new FileObjectStore(folder));
    watch = new StoreWatch(new StoreProbe(store.store()), CONFIG, true);
    health = new StoreHealth(watch, CONFIG);
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
  void aStoreThatGoesAwayIsToldByAServerThatStaysReady() {
    watch.look();
    store.away(true);
    watch.look();
    assertThat(health.call().getStatus()).isEqualTo(Status.UP);
    assertThat(data()).containsEntry("state", "the store is away");
  }

  @Test
  void aStoreThatComesBackIsTold() {
    store.away(true);
    watch.look();
    store.away(false);
    watch.look();
    assertThat(data()).containsEntry("state", "ready");
  }
}
