package io.emend.training.dpo;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** {@code metrics.jsonl}: one line a step, each step once, however often the run was killed. */
final class MetricsFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Path file;

  MetricsFile(Path directory) {
    this.file = directory.resolve("metrics.jsonl");
  }

  /** Drops lines of steps after the one that the run goes on from, and a line cut short. */
  void rewind(int step) {
    try {
      if (!Files.exists(file)) {
        return;
      }
      List<String> kept = new ArrayList<>();
      for (String line : Files.readAllLines(file)) {
        if (line.endsWith("}") && kept.size() < step) {
          kept.add(line);
        }
      }
      Path partial = file.resolveSibling(file.getFileName() + ".partial");
      Files.write(partial, kept);
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void append(DpoMetrics metrics) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      String line = JSON.writeValueAsString(metrics) + "\n";
      Files.writeString(file, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
