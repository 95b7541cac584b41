package io.emend.training;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** {@code metrics.jsonl}: no step twice, however often the run was killed. */
public final class MetricsFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path file;

  /**
   * @param directory of the run
   */
  public MetricsFile(Path directory) {
    this.file = directory.resolve("metrics.jsonl");
  }

  /** Drops lines of steps after the one that the run goes on from, and a line cut short. */
  public void rewind(int step) {
    try {
      if (Files.exists(file)) {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        Files.write(
            partial,
            Files.readAllLines(file).stream().filter(line -> stepOf(line) <= step).toList());
        Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int stepOf(String line) {
    try {
      return JSON.readTree(line).path("step").asInt(Integer.MAX_VALUE);
    } catch (JsonProcessingException e) {
      return Integer.MAX_VALUE;
    }
  }

  /**
   * @param metrics a record with a {@code step}
   */
  public void append(Object metrics) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      String line = JSON.writeValueAsString(metrics) + "\n";
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
