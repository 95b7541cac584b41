package io.emend.storage.file;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keys of the files under a folder, in the order of the keys, a folder at a time. What is no object
 * is passed over: partial files, locks, links, files that vanish meanwhile, and folders of the file
 * system's own such as {@code lost+found}.
 */
record KeyTree(Path root, String prefix) {

  Stream<ObjectKey> keys() {
    return below("");
  }

  /**
   * @param folder key of the folder with a slash at its end; empty for the root
   */
  private Stream<ObjectKey> below(String folder) {
    return entries(folder).stream()
        .flatMap(
            entry -> entry.endsWith("/") ? below(entry) : Stream.of(entry).map(ObjectKey::new));
  }

  /**
   * A folder sorts by its name and the slash, as the keys in it do: {@code a-b} before {@code a/}.
   */
  private List<String> entries(String folder) {
    try (Stream<Path> files = Files.list(root.resolve(folder))) {
      return files
          .map(file -> entry(folder + file.getFileName(), file))
          .filter(this::leadsToPrefix)
          .sorted()
          .toList();
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException e) {
      throw new EmendException(ErrorCode.STORE_FAILED, "the store cannot be listed", e);
    }
  }

  /** The key of a file, that of a folder with a slash, or nothing. */
  private static String entry(String name, Path file) {
    if (!ObjectKey.isValid(name)) {
      return "";
    }
    if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
      return name + "/";
    }
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? name : "";
  }

  private boolean leadsToPrefix(String entry) {
    boolean folder = entry.endsWith("/");
    return !entry.isEmpty() && (entry.startsWith(prefix) || (folder && prefix.startsWith(entry)));
  }
}
