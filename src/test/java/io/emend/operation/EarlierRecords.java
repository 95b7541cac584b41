package io.emend.operation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * A store as the version before this life cycle wrote it: of each kind one operation in each state,
 * queued first. States of jobs and collections are in upper case.
 */
public final class EarlierRecords {
  private static final Path WRITTEN = Path.of("src/test/resources/records");

  private EarlierRecords() {}

  /** Puts the store into a folder. */
  public static Path copy(Path folder) {
    return copy(WRITTEN, folder);
  }

  /** Puts another folder's files into a folder. */
  public static Path copy(Path written, Path folder) {
    try (Stream<Path> files = Files.walk(written)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(written.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
