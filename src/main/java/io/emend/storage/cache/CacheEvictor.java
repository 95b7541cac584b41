package io.emend.storage.cache;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Evicts folders of the cache, the least recently used first. One that a process has mapped keeps
 * its bytes for that process until it ends.
 *
 * @param limit of all folders together, in bytes
 */
record CacheEvictor(Path root, long limit) {
  private static final FileTime NEVER = FileTime.fromMillis(0);

  /**
   * Removes what was used longest ago until a folder fits.
   *
   * @param size of the folder in bytes
   * @throws IOException if the limit or the disk is too small for it
   */
  void makeRoom(long size, CachedFolder folder) throws IOException {
    if (size > limit) {
      throw new IOException(
          "emend.storage.cache.size must be at least " + size + " bytes, was " + limit);
    }
    long used = size;
    for (Path kept : byUse()) {
      used += bytes(kept);
      if (used > limit && !kept.equals(folder.path())) {
        used -= bytes(kept);
        delete(kept);
      }
    }
    long free = Files.getFileStore(root).getUsableSpace();
    if (size > free) {
      throw new IOException(size + " bytes are needed, and the disk has " + free);
    }
  }

  /** Folders of the cache, the latest used first; what else lies there is not its own. */
  private List<Path> byUse() throws IOException {
    try (Stream<Path> entries = Files.list(root)) {
      return entries
          .filter(entry -> Files.isDirectory(entry) && CachedFolder.isPlace(entry))
          .sorted(Comparator.comparing(CacheEvictor::used).reversed())
          .toList();
    }
  }

  /** When a folder was used, or a file of it written while it is fetched. */
  private static FileTime used(Path folder) {
    Path list = folder.resolveSibling(folder.getFileName() + CachedFolder.LIST);
    try (Stream<Path> files = Files.walk(folder)) {
      return Stream.concat(Stream.of(list), files)
          .filter(Files::isRegularFile)
          .map(CacheEvictor::time)
          .max(Comparator.naturalOrder())
          .orElse(NEVER);
    } catch (IOException e) {
      return NEVER;
    }
  }

  private static FileTime time(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return NEVER;
    }
  }

  private static long bytes(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.map(Path::toFile).filter(File::isFile).mapToLong(File::length).sum();
    }
  }

  /** Removes a folder of the cache and its list, if they are there. */
  static void delete(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolveSibling(folder.getFileName() + CachedFolder.LIST));
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (NoSuchFileException e) {
      // Nothing to remove, or another process did.
    }
  }
}
