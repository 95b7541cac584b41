package io.emend.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders whose entries outlive a crash: a name is on disk only when its folder was forced. */
final class Folders {

  private Folders() {}

  /** Makes a folder and those above it. */
  static void make(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    make(folder.getParent());
    Files.createDirectories(folder);
    force(folder.getParent());
  }

  /** A folder's entries, or a file's content. */
  static void force(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
