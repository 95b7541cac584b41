package io.emend.training.dpo;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.emend.model.PixelValues;
import io.emend.model.preference.PreferenceModel;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A picture's features are computed once for all that process it alike. */
class FeatureStoreTest {
  private static final DpoExample.Picture GOLDEN = DpoGolden.examples().get(0).pictures().get(0);

  @TempDir Path folder;
  private final AtomicInteger read = new AtomicInteger();
  private NDManager manager;
  private PreferenceModel model;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager();
    model = DpoGolden.open(manager, Optional.empty());
  }

  @AfterEach
  void close() {
    model.close();
    manager.close();
  }

  private DpoExample.Picture picture(String settings) {
    return new DpoExample.Picture(GOLDEN.digest(), settings, GOLDEN.tokens(), this::pixels);
  }

  private PixelValues pixels() {
    read.incrementAndGet();
    return GOLDEN.pixels().get();
  }

  @Test
  void aRunThatIsStartedAgainFindsThem() {
    float[] first = new FeatureStore(folder, model).of(picture("crop 9"));
    assertThat(new FeatureStore(folder, model).of(picture("crop 9"))).isEqualTo(first);
    assertThat(read).hasValue(1);
  }

  @Test
  void thoseOfAPictureThatWasProcessedOtherwiseAreNotTaken() {
    FeatureStore store = new FeatureStore(folder, model);
    store.of(picture("crop 9"));
    store.of(picture("crop 8"));
    assertThat(read).hasValue(2);
  }
}
