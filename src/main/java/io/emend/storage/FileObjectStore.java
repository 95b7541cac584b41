package io.emend.storage;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A folder as a store. An object is written beside its place, forced to disk and then moved or
 * linked there, so that a crash leaves it whole or absent.
 */
public final class FileObjectStore implements ObjectStore {
  /** Not a key that {@link ObjectKey} accepts in front of a name, so never listed or read. */
  private static final String PARTIAL = ".partial~";

  private final Path root;

  public FileObjectStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void put(ObjectKey key, byte[] content) {
    write(
        key,
        content,
        (partial, target) ->
            Files.move(
                partial,
                target,
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING));
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, byte[] content) {
    if (exists(key)) {
      return false;
    }
    return write(key, content, (partial, target) -> Files.createLink(target, partial));
  }

  /** How a finished file gets its name. */
  private interface Publication {
    void publish(Path partial, Path target) throws IOException;
  }

  private boolean write(ObjectKey key, byte[] content, Publication publication) {
    Path target = path(key);
    Path partial = target.resolveSibling(PARTIAL + UUID.randomUUID());
    try {
      Files.createDirectories(target.getParent());
      try (FileChannel channel =
          FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      publication.publish(partial, target);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (IOException e) {
      throw failed(key, e);
    } finally {
      discard(partial);
    }
  }

  private static void discard(Path partial) {
    try {
      Files.deleteIfExists(partial);
    } catch (IOException e) {
      // Left for the next start; its name keeps it out of every listing.
      System.getLogger(FileObjectStore.class.getName())
          .log(System.Logger.Level.WARNING, "a partial file could not be removed", e);
    }
  }

  @Override
  public Optional<byte[]> get(ObjectKey key) {
    try {
      Path path = path(key);
      return isObject(path) ? Optional.of(Files.readAllBytes(path)) : Optional.empty();
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  @Override
  public boolean exists(ObjectKey key) {
    try {
      return isObject(path(key));
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  @Override
  public List<ObjectKey> list(String prefix) {
    // The folder that holds every match, so that a listing does not walk the whole store.
    Path folder = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1)).normalize();
    if (!folder.startsWith(root) || !Files.isDirectory(folder)) {
      return List.of();
    }
    try {
      KeyCollector keys = new KeyCollector(root, prefix);
      Files.walkFileTree(folder, keys);
      return keys.sorted();
    } catch (IOException e) {
      throw new EmendException(ErrorCode.STORE_FAILED, "the store cannot be listed", e);
    }
  }

  @Override
  public void delete(ObjectKey key) {
    try {
      Files.deleteIfExists(path(key));
    } catch (IOException e) {
      throw failed(key, e);
    }
  }

  private Path path(ObjectKey key) {
    return root.resolve(key.value());
  }

  /** A whole file of this store: neither a link nor behind one that leads out of the root. */
  private boolean isObject(Path path) throws IOException {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
        && path.toRealPath().startsWith(root.toRealPath());
  }

  private static EmendException failed(ObjectKey key, IOException cause) {
    return new EmendException(ErrorCode.STORE_FAILED, "the store failed at " + key.value(), cause);
  }
}
