package io.emend.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsFileTest {
  @TempDir Path directory;

  /** A line of the file. */
  record Row(int step) {}

  private Path file() {
    return directory.resolve("metrics.jsonl");
  }

  @Test
  void aRunThatGoesOnDropsWhatItWillTellAgain() throws IOException {
    MetricsFile metrics = new MetricsFile(directory);
    metrics.append(new Row(20));
    metrics.append(new Row(40));
    metrics.append(new Row(60));
    metrics.rewind(40);
    assertThat(Files.readAllLines(file())).containsExactly("{\"step\":20}", "{\"step\":40}");
  }

  @Test
  void aLineCutShortIsDropped() throws IOException {
    Files.writeString(file(), "{\"step\":20}\n{\"step\":4");
    new MetricsFile(directory).rewind(40);
    assertThat(Files.readAllLines(file())).containsExactly("{\"step\":20}");
  }

  @Test
  void aRunWithoutMetricsHasNothingToDrop() {
    new MetricsFile(directory).rewind(40);
    assertThat(file()).doesNotExist();
  }
}
