package io.emend.command.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.StartSettings;
import java.util.Map;
import java.util.logging.Level;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LogSettingsTest {
  private static final String CONSOLE = "quarkus.log.console.level";
  private static final String LIBRARIES = "quarkus.log.category.\"ai.djl\".level";

  private static Map<String, String> of(String line) {
    return LogSettings.of(property -> false, line.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask a.png Why?", "evaluate --source x", "train --dataset x", "demo", ""})
  void aPersonsCommandTellsWarningsAlone(String line) {
    assertThat(of(line)).containsEntry(CONSOLE, "WARN");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"serve", "train --job x", "collect --collection=x", "evaluate --evaluation x"})
  void aServerAndAJobsProcessKeepTheirLog(String line) {
    assertThat(of(line)).doesNotContainKey(CONSOLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-v ask a.png Why?", "ask a.png Why? --verbose", "serve -v", "-v demo"})
  void verboseShowsWhatLibrariesTell(String line) {
    assertThat(of(line)).containsEntry(LIBRARIES, "INFO").doesNotContainKey(CONSOLE);
  }

  @Test
  void aLevelThatIsConfiguredStays() {
    assertThat(LogSettings.of("quarkus.log.level"::equals, "ask")).doesNotContainKey(CONSOLE);
  }

  @Test
  void aCommandIsFoundBehindTheOption() {
    assertThat(StartSettings.of("-v", "serve", "--port=9"))
        .containsEntry("quarkus.http.port", "9")
        .doesNotContainKey("quarkus.http.host-enabled");
  }

  @Test
  void aRecordIsOneLineWithItsCause() {
    ExtLogRecord told = new ExtLogRecord(Level.WARNING, "the store\n  is away", "x");
    told.setThrown(new IllegalStateException("no\nroute"));
    assertThat(new OneLineRecords().isLoggable(told)).isTrue();
    assertThat(told.getFormattedMessage())
        .isEqualTo("the store is away: java.lang.IllegalStateException: no route");
    assertThat(told.getThrown()).isNull();
  }
}
