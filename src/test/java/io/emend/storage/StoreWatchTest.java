package io.emend.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.DefaultSettings;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
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
  private boolean away;
  private StoreWatch watch;
  private StoreHealth health;

  @BeforeEach
  void open() {
    watch = new StoreWatch(new StoreProbe(store()), CONFIG, true);
    health = new StoreHealth(watch, CONFIG);
  }

  /** A store that can be away. */
  private ObjectStore store() {
    ObjectStore files = new FileObjectStore(folder);
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (away) {
                throw new EmendException(ErrorCode.STORE_FAILED, "the store is away");
              }
              try {
                return method.invoke(files, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
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
    away = true;
    watch.look();
    assertThat(health.call().getStatus()).isEqualTo(Status.DOWN);
    assertThat(data()).containsEntry("state", "the store is away");
  }

  @Test
  void aStoreThatGoesAwayIsToldByAServerThatStaysReady() {
    watch.look();
    away = true;
    watch.look();
    assertThat(health.call().getStatus()).isEqualTo(Status.UP);
    assertThat(data()).containsEntry("state", "the store is away");
  }

  @Test
  void aStoreThatComesBackIsTold() {
    away = true;
    watch.look();
    away = false;
    watch.look();
    assertThat(data()).containsEntry("state", "ready");
  }
}
