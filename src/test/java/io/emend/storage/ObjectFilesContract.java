package io.emend.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do with files, beside all else. */
public abstract class ObjectFilesContract extends ObjectStoreContract {
  @TempDir Path files;

  @Test
  void aFileOfSeveralPartsComesBackAsItWasPut() throws IOException {
    store().put(KEY, large());
    store().get(KEY, files.resolve("new/copy"));
    assertThat(files.resolve("new/copy")).hasSameBinaryContentAs(large());
  }

  @Test
  void aSmallFileComesBackAsItWasPut() throws IOException {
    store().put(KEY, Files.write(files.resolve("small"), FIRST));
    assertThat(store().get(KEY)).hasValue(FIRST);
  }

  @Test
  void aFileTakesThePlaceOfWhatWasThere() throws IOException {
    store().put(KEY, FIRST);
    store().put(KEY, large());
    assertThat(store().head(KEY).orElseThrow().size()).isEqualTo(Files.size(large()));
  }

  @Test
  void anAbsentObjectMakesNoFile() {
    assertThat(store().get(KEY, files.resolve("copy"))).isFalse();
    assertThat(files.resolve("copy")).doesNotExist();
  }

  /** Of three parts, the last a short one. */
  private Path large() throws IOException {
    byte[] content = new byte[35_000_000];
    new Random(1).nextBytes(content);
    return Files.write(files.resolve("large"), content);
  }
}
