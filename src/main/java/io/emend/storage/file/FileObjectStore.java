package io.emend.storage.file;

import static io.emend.error.EmendException.require;

import io.emend.error.EmendException;
import io.emend.storage.ContentTypes;
import io.emend.storage.ObjectInfo;
import io.emend.storage.ObjectKey;
import io.emend.storage.ObjectStore;
import io.emend.storage.Sha256;
import io.emend.storage.StoredObject;
import io.emend.storage.file.PartialFiles.Content;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A folder as a store, for any number of threads and processes. An object is written in a folder
 * aside, forced to disk and then moved or linked to its place, so that a crash leaves it whole or
 * absent. The version of an object is the SHA-256 of its content.
 */
public final class FileObjectStore implements ObjectStore {
  private final Path root;
  private final PartialFiles partials;
  private final KeyLocks locks;
  private final Consumer<EmendException> failures;

  /** A store whose failures nobody watches. */
  public FileObjectStore(Path root) {
    this(root, failure -> {});
  }

  /**
   * Names with a tilde are no keys, so that its own folders are never listed or read.
   *
   * @param failures told of each write that failed
   */
  public FileObjectStore(Path root, Consumer<EmendException> failures) {
    this.failures = failures;
    this.root = root.toAbsolutePath().normalize();
    this.partials = new PartialFiles(this.root.resolve(".partial~"));
    this.locks = new KeyLocks(this.root.resolve(".locks~"));
  }

  /** Removes what writers left that were killed; done once at the start. */
  public void sweep() {
    partials.sweep();
  }

  @Override
  public void put(ObjectKey key, byte[] content, String contentType) {
    put(key, Content.of(content), contentType);
  }

  @Override
  public boolean putIfAbsent(ObjectKey key, byte[] content, String contentType) {
    return !exists(key)
        && write(key, Content.of(content), contentType, partial -> link(partial, key));
  }

  @Override
  public void put(ObjectKey key, Path file) {
    put(key, Content.of(file), ContentTypes.of(key));
  }

  private void put(ObjectKey key, Content content, String type) {
    write(key, content, type, partial -> locks.holding(key, () -> move(partial, key)));
  }

  @Override
  public boolean replace(ObjectKey key, byte[] content, String contentType, String etag) {
    return write(
        key,
        Content.of(content),
        contentType,
        partial -> locks.holding(key, () -> isAt(key, etag) && move(partial, key)));
  }

  private boolean isAt(ObjectKey key, String etag) {
    return head(key).filter(info -> info.etag().equals(etag)).isPresent();
  }

  /** How a finished file gets its name; tells whether it did. */
  private interface Publication {
    boolean publish(Path partial) throws IOException;
  }

  private boolean write(ObjectKey key, Content content, String type, Publication publication) {
    try {
      Folders.make(path(key).getParent());
      require(isInside(path(key).getParent()), "key", "must not lead out of the store", key);
      Path partial = partials.write(content, type);
      try {
        return publication.publish(partial);
      } finally {
        partials.discard(partial);
      }
    } catch (IOException e) {
      EmendException failure = FileFailure.error(key, e);
      failures.accept(failure);
      throw failure;
    }
  }

  private boolean move(Path partial, ObjectKey key) throws IOException {
    Path target = path(key);
    Files.move(
        partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    Folders.force(target.getParent());
    return true;
  }

  private boolean link(Path partial, ObjectKey key) throws IOException {
    try {
      Files.createLink(path(key), partial);
      Folders.force(path(key).getParent());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  @Override
  public Optional<byte[]> get(ObjectKey key) {
    return ifPresent(key, Files::readAllBytes);
  }

  @Override
  public boolean get(ObjectKey key, Path file) {
    return ifPresent(
            key,
            path ->
                PartialFiles.fill(
                    file,
                    partial -> Files.copy(path, partial, StandardCopyOption.REPLACE_EXISTING)))
        .isPresent();
  }

  @Override
  public Optional<byte[]> get(ObjectKey key, long offset, int length) {
    require(offset >= 0, "offset", "must be 0 or more", offset);
    require(length >= 1, "length", "must be 1 or more", length);
    return ifPresent(key, path -> part(path, offset, length));
  }

  private static byte[] part(Path path, long offset, int length) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long left = Math.max(0, channel.size() - offset);
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(left, length));
      int read = 0;
      while (read >= 0 && bytes.hasRemaining()) {
        read = channel.read(bytes, offset + bytes.position());
      }
      return Arrays.copyOf(bytes.array(), bytes.position());
    }
  }

  @Override
  public Optional<StoredObject> read(ObjectKey key) {
    return ifPresent(
        key,
        path -> {
          byte[] content = Files.readAllBytes(path);
          return new StoredObject(
              content, new ObjectInfo(content.length, type(key), Sha256.of(content)));
        });
  }

  @Override
  public Optional<ObjectInfo> head(ObjectKey key) {
    return ifPresent(key, path -> new ObjectInfo(Files.size(path), type(key), Sha256.of(path)));
  }

  private String type(ObjectKey key) {
    return TypeAttribute.get(path(key)).orElseGet(() -> ContentTypes.of(key));
  }

  @Override
  public boolean exists(ObjectKey key) {
    return ifPresent(key, path -> true).isPresent();
  }

  @Override
  public Stream<ObjectKey> list(String prefix) {
    return new KeyTree(root, prefix).keys();
  }

  @Override
  public void delete(ObjectKey key) {
    try {
      if (exists(key)) {
        locks.holding(key, () -> Files.deleteIfExists(path(key)));
        Folders.force(path(key).getParent());
      }
    } catch (IOException e) {
      throw FileFailure.error(key, e);
    }
  }

  /** What is read from a file. */
  private interface Reading<T> {
    T of(Path path) throws IOException;
  }

  private <T> Optional<T> ifPresent(ObjectKey key, Reading<T> reading) {
    try {
      Path path = path(key);
      return isObject(path) ? Optional.of(reading.of(path)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw FileFailure.error(key, e);
    }
  }

  private Path path(ObjectKey key) {
    return root.resolve(key.value());
  }

  /** A whole file of this store: neither a link nor behind one that leads out of the root. */
  private boolean isObject(Path path) throws IOException {
    return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && isInside(path);
  }

  private boolean isInside(Path path) throws IOException {
    return path.toRealPath().startsWith(root.toRealPath());
  }
}
