package io.emend.storage.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** Files that are still being written, in a folder of their own until they are whole. */
public final class PartialFiles {
  /** A write takes seconds: what is older belongs to a process that died. */
  private static final Duration LEFT_OVER = Duration.ofHours(1);

  private static final System.Logger LOG = System.getLogger(PartialFiles.class.getName());

  private final Path folder;

  public PartialFiles(Path folder) {
    this.folder = folder;
  }

  /** What a file is filled with. */
  interface Content {
    void to(FileChannel channel) throws IOException;

    static Content of(byte[] bytes) {
      return channel -> {
        ByteBuffer left = ByteBuffer.wrap(bytes);
        while (left.hasRemaining()) {
          channel.write(left);
        }
      };
    }

    static Content of(Path file) {
      return channel -> Files.copy(file, Channels.newOutputStream(channel));
    }
  }

  /** What makes a file of some name. */
  public interface Filling {
    void to(Path partial) throws IOException;
  }

  /** Makes a file under another name first, and forces it to disk before it gets its own. */
  public static boolean fill(Path file, Filling filling) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.createDirectories(file.toAbsolutePath().getParent());
    try {
      filling.to(partial);
      Folders.force(partial);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      return true;
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Writes a file and forces it to disk. */
  Path write(Content content, String contentType) throws IOException {
    Files.createDirectories(folder);
    Path partial = folder.resolve(UUID.randomUUID().toString());
    try (FileChannel channel =
        FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      content.to(channel);
      TypeAttribute.set(partial, contentType);
      channel.force(true);
      return partial;
    } catch (IOException e) {
      discard(partial);
      throw e;
    }
  }

  void discard(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "a partial file stays until the next sweep", e);
    }
  }

  /** Removes what crashed writers left. */
  void sweep() {
    if (!Files.isDirectory(folder)) {
      return;
    }
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> old = files.filter(PartialFiles::isLeftOver).toList();
      old.forEach(this::discard);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "partial files cannot be swept", e);
    }
  }

  private static boolean isLeftOver(Path file) {
    try {
      Instant written = Files.getLastModifiedTime(file).toInstant();
      return written.isBefore(Instant.now().minus(LEFT_OVER));
    } catch (IOException e) {
      return false;
    }
  }
}
