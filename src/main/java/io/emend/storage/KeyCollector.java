package io.emend.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Keys of the files under a folder. What is no object is passed over: partial files, links, files
 * that vanish meanwhile, and folders of the file system's own such as {@code lost+found}.
 */
final class KeyCollector extends SimpleFileVisitor<Path> {
  private final Path root;
  private final String prefix;
  private final List<String> keys = new ArrayList<>();

  KeyCollector(Path root, String prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  List<ObjectKey> sorted() {
    return keys.stream().sorted().map(ObjectKey::new).toList();
  }

  @Override
  public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
    String name = root.relativize(file).toString().replace('\\', '/');
    if (attributes.isRegularFile() && name.startsWith(prefix) && ObjectKey.isValid(name)) {
      keys.add(name);
    }
    return FileVisitResult.CONTINUE;
  }

  @Override
  public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
    String name = root.relativize(folder).toString().replace('\\', '/');
    boolean ours = name.isEmpty() || ObjectKey.isValid(name);
    return ours ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
  }

  @Override
  public FileVisitResult visitFileFailed(Path file, IOException error) throws IOException {
    String name = root.relativize(file).toString().replace('\\', '/');
    if (error instanceof NoSuchFileException || !ObjectKey.isValid(name)) {
      return FileVisitResult.CONTINUE;
    }
    throw error;
  }
}
