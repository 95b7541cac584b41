package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartSettingsTest {
  private static final String LISTENS = "quarkus.http.host-enabled";

  @ParameterizedTest
  @ValueSource(
      strings = {"", "--help", "ask serve", "pretrain", "demo", "serve --help", "serve --prot=1"})
  void onlyAServerListens(String line) {
    String[] args = line.isEmpty() ? new String[0] : line.split(" ", -1);
    assertThat(StartSettings.of(args)).containsEntry(LISTENS, "false");
  }

  @Test
  void serveAloneLeavesThePortToTheConfiguration() {
    assertThat(StartSettings.of("serve")).isEmpty();
  }

  @Test
  void servePassesItsPortAndHostOn() {
    assertThat(StartSettings.of("serve", "--port=9", "--host", "::1"))
        .containsEntry("quarkus.http.port", "9")
        .containsEntry("quarkus.http.host", "::1")
        .hasSize(2);
  }

  @Test
  void theDemoHasAStoreOfItsOwn() {
    assertThat(StartSettings.of("demo", "--out", "here", "--seed=2"))
        .containsEntry(LISTENS, "false")
        .containsEntry("emend.storage.path", Path.of("here", "store").toString());
  }
}
