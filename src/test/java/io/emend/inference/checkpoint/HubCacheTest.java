package io.emend.inference.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HubCacheTest {
  private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

  @TempDir Path folder;
  private Path snapshot;

  @BeforeEach
  void download() throws IOException {
    Path model = folder.resolve("models--acme--llava-small");
    snapshot = Files.createDirectories(model.resolve("snapshots").resolve(COMMIT));
    Files.createDirectories(model.resolve("refs"));
    Files.writeString(model.resolve("refs").resolve("main"), COMMIT + "\n");
  }

  private HubCache cache() {
    return HubCache.of(Map.of("HF_HUB_CACHE", folder.toString()));
  }

  @Test
  void theMainRevisionIsTakenWhenNoneIsNamed() {
    assertThat(cache().snapshot("hf://acme/llava-small")).isEqualTo(snapshot);
  }

  @Test
  void aCommitIsARevision() {
    assertThat(cache().snapshot("hf://acme/llava-small@" + COMMIT)).isEqualTo(snapshot);
  }

  @Test
  void aModelThatWasNotDownloadedIsRefusedWithTheCommandThatDoes() {
    assertThatThrownBy(() -> cache().snapshot("hf://acme/other@v2"))
        .isInstanceOf(EmendException.class)
        .hasMessageContaining("hf download acme/other --revision v2");
  }

  @Test
  void aNameThatLeavesTheCacheIsRefused() {
    assertThatThrownBy(() -> cache().snapshot("hf://acme/llava-small@../../etc"))
        .hasMessageContaining("must be hf://ORG/NAME");
  }

  @Test
  void theCacheLiesInTheHomeOfTheHubsTools() {
    assertThat(HubCache.of(Map.of("HF_HOME", "/data/hf")).folder())
        .isEqualTo(Path.of("/data/hf/hub"));
  }

  @Test
  void theModelIsCalledByItsNameWithoutTheOrganisation() {
    assertThat(new ModelReference("hf://acme/llava-small@v1").id()).isEqualTo("llava-small");
  }
}
