package io.emend.command;

import io.emend.error.EmendException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file that a command is to write at its end. */
final class OutputFile {
  private OutputFile() {}

  /**
   * Tells before the work what would fail after it.
   *
   * @param file null for none
   * @throws EmendException {@code invalid_value} where it cannot be written
   */
  static void check(String option, Path file) {
    if (file == null) {
      return;
    }
    Path folder = file.toAbsolutePath().getParent();
    EmendException.require(
        folder != null && Files.isDirectory(folder) && Files.isWritable(folder),
        option,
        "must be in a folder that can be written to",
        file);
    EmendException.require(!Files.isDirectory(file), option, "must not be a folder", file);
  }
}
