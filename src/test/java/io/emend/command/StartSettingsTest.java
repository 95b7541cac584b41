package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartSettingsTest {
  private static final String LISTENS = "quarkus.http.host-enabled";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "--help",
        "ask serve",
        "pretrain",
        "serve --help",
        "demo -h",
        "serve --prot=1"
      })
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
  void theDemoListensOnAnyLoopbackPortThatIsFree() {
    assertThat(StartSettings.of("demo"))
        .doesNotContainKey(LISTENS)
        .containsEntry("quarkus.http.host", "127.0.0.1")
        .containsEntry("emend.inference.warm-up", "false")
        .containsEntry("quarkus.http.port", "0");
  }

  @Test
  void theDemoAndItsRunsHaveAStoreOfTheirOwn() {
    String store = Path.of("a,b", "store").toAbsolutePath().toString();
    Map<String, String> settings = StartSettings.of("demo", "--out", "a,b", "--seed=2");
    assertThat(settings).containsEntry("emend.storage.path", store);
    assertThat(settings.get("emend.jobs.jvm-options"))
        .endsWith(",-Demend.storage.path=" + store.replace(",", "\\,"));
  }
}
