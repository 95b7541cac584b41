package io.emend.storage.cache;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectKey;
import io.emend.storage.file.KeyLocks;
import io.emend.storage.s3.S3Connection;
import io.emend.storage.s3.S3Listing;
import io.emend.storage.s3.S3Object;
import io.emend.storage.s3.S3Uri;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Folders of buckets as folders of this machine, for files that have to be mapped. A folder is kept
 * by the versions of its objects, so that what changed is fetched anew and what did not is shared,
 * by later starts and by processes beside this one. What was used longest ago makes room.
 */
public final class FolderCache {
  private static final Logger LOG = Logger.getLogger(FolderCache.class);

  private final S3Connection connection;
  private final CacheEvictor evictor;
  private final Path root;
  private final int ranges;

  public FolderCache(S3Connection connection, CacheConfig config) {
    this.connection = connection;
    this.root = config.path().toAbsolutePath();
    this.evictor = new CacheEvictor(root, config.size().asLongValue());
    this.ranges = config.ranges();
  }

  /**
   * A folder with the objects below a name, by their names below it.
   *
   * @param wanted which of them, by that name
   * @throws EmendException {@code object_not_found}; {@code store_failed}, also when the cache
   *     cannot take it
   */
  public Path folder(S3Uri uri, Predicate<String> wanted) {
    List<S3Object> objects = objects(uri, wanted);
    if (objects.isEmpty()) {
      throw new EmendException(
          ErrorCode.OBJECT_NOT_FOUND,
          "there is nothing at " + uri,
          Map.of("value", uri.toString()));
    }
    CachedFolder folder = CachedFolder.of(root, objects);
    try {
      Files.createDirectories(root);
      new KeyLocks(root.resolve(".locks~")).holding(folder.key(), () -> present(uri, folder));
      return folder.path();
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.STORE_FAILED, "the cache at " + root + " failed: " + e.getMessage(), e);
    }
  }

  private List<S3Object> objects(S3Uri uri, Predicate<String> wanted) {
    String prefix = uri.name().value() + "/";
    return new S3Listing(connection, uri.bucket(), prefix)
        .stream()
            .map(entry -> new S3Object(connection, uri.bucket(), entry, prefix.length()))
            .filter(object -> ObjectKey.isValid(object.path()) && wanted.test(object.path()))
            .toList();
  }

  /** Called by one at a time, in this process or another. */
  private boolean present(S3Uri uri, CachedFolder folder) throws IOException {
    if (!folder.isWhole()) {
      evictor.makeRoom(folder.size(), folder);
      fetch(uri, folder);
    }
    return true;
  }

  private void fetch(S3Uri uri, CachedFolder folder) throws IOException {
    Path partial = folder.partial();
    CacheEvictor.delete(partial);
    CacheEvictor.delete(folder.path());
    long start = System.nanoTime();
    List<CachedFolder.File> files = new ArrayList<>();
    for (S3Object object : folder.objects()) {
      Path file = partial.resolve(object.path());
      Files.createDirectories(file.getParent());
      files.add(CachedFolder.File.of(file, object.path(), object.download(file, ranges)));
    }
    folder.write(files);
    Files.move(partial, folder.path(), StandardCopyOption.ATOMIC_MOVE);
    double seconds = (System.nanoTime() - start) / 1e9;
    LOG.infof(
        "%s: %d files, %d MB in %.1f s", uri, files.size(), folder.size() / 1_000_000, seconds);
  }
}
