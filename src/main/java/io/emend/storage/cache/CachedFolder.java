package io.emend.storage.cache;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.storage.ObjectKey;
import io.emend.storage.RangeSums;
import io.emend.storage.Sha256;
import io.emend.storage.file.BootId;
import io.emend.storage.s3.S3Object;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The place of some objects in the cache, told by their names and versions. Beside the folder lies
 * a list of its files, written before the folder gets its name; its time is when it was used last.
 */
record CachedFolder(Path path, List<S3Object> objects) {
  static final String LIST = ".list.json";
  static final String PARTIAL = ".partial";
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}(" + PARTIAL + ")?");
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is in the folder.
   *
   * @param boot in which the files were written or read last
   */
  record Listing(String boot, List<File> files) {

    /** Files are read again if the machine went down since: they were not forced to disk. */
    boolean isAt(Path folder) throws IOException {
      boolean trusted = boot.equals(BootId.now());
      for (File file : files) {
        if (!file.isAt(folder, trusted)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * A file as it was when it was fetched.
   *
   * @param modified in milliseconds since 1970
   */
  record File(String name, long size, RangeSums crc32c, long modified) {

    static File of(Path file, String name, RangeSums sums) throws IOException {
      return new File(name, Files.size(file), sums, modified(file));
    }

    /** Read again also if its time tells that somebody wrote to it. */
    boolean isAt(Path folder, boolean trusted) throws IOException {
      Path file = folder.resolve(name);
      return Files.isRegularFile(file)
          && Files.size(file) == size
          && (trusted && modified(file) == modified || RangeSums.of(file).equals(crc32c));
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

  /** Whether a path is the place of such a folder, whole or not. */
  static boolean isPlace(Path path) {
    return NAME.matcher(path.getFileName().toString()).matches();
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

  /** Whether its files are those of the list; if they are, they count as used now. */
  boolean isWhole() throws IOException {
    Path list = beside(LIST);
    if (!Files.isDirectory(path) || !Files.exists(list)) {
      return false;
    }
    try {
      Listing listing = JSON.readValue(list.toFile(), Listing.class);
      if (!listing.isAt(path)) {
        return false;
      }
      write(listing.files());
      return true;
    } catch (JsonProcessingException e) {
      // Lost with the machine, as the files may be.
      return false;
    }
  }

  void write(List<File> files) throws IOException {
    JSON.writeValue(beside(LIST).toFile(), new Listing(BootId.now(), files));
  }
}
