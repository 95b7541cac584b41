package io.emend.storage;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The place of some objects in the cache, told by their names and versions. Beside the folder lies
 * a list of its files, written before the folder gets its name; its time is when it was used last.
 */
record CachedFolder(Path path, List<S3Object> objects) {
  static final String LIST = ".json";
  static final String PARTIAL = ".partial";
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A file as it was when it was fetched.
   *
   * @param modified in milliseconds since 1970
   */
  record File(String name, long size, String sha256, long modified) {

    static File of(Path file, String name, String sha256) throws IOException {
      return new File(name, Files.size(file), sha256, modified(file));
    }

    /** Read again only if its time tells that somebody wrote to it. */
    boolean isAt(Path folder) throws IOException {
      Path file = folder.resolve(name);
      return Files.isRegularFile(file)
          && Files.size(file) == size
          && (modified(file) == modified || Sha256.of(file).equals(sha256));
    }

    private static long modified(Path file) throws IOException {
      return Files.getLastModifiedTime(file).toMillis();
    }
  }

  static CachedFolder of(Path root, List<S3Object> objects) {
    String versions =
        objects.stream()
            .map(object -> object.bucket() + "/" + object.entry())
            .collect(Collectors.joining("\n"));
    return new CachedFolder(root.resolve(Sha256.of(versions)), objects);
  }

  ObjectKey key() {
    return ObjectKey.of(path.getFileName().toString());
  }

  Path partial() {
    return beside(PARTIAL);
  }

  private Path beside(String ending) {
    return path.resolveSibling(path.getFileName() + ending);
  }

  /** In bytes. */
  long size() {
    return objects.stream().mapToLong(object -> object.entry().size()).sum();
  }

  boolean isWhole() throws IOException {
    Path list = beside(LIST);
    if (!Files.isDirectory(path) || !Files.exists(list)) {
      return false;
    }
    for (File file : JSON.readValue(list.toFile(), File[].class)) {
      if (!file.isAt(path)) {
        return false;
      }
    }
    return true;
  }

  void write(List<File> files) throws IOException {
    JSON.writeValue(beside(LIST).toFile(), files);
  }

  void touch() throws IOException {
    Files.setLastModifiedTime(beside(LIST), FileTime.from(Instant.now()));
  }
}
