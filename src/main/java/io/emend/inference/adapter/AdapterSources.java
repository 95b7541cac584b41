package io.emend.inference.adapter;

import static io.emend.error.EmendException.invalid;
import static io.emend.error.EmendException.require;

import io.emend.inference.checkpoint.AdapterFiles;
import io.emend.storage.cache.FolderCache;
import io.emend.storage.s3.S3Uri;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Where adapters are that people want to bring in, as directories of this machine. */
@Singleton
public class AdapterSources {
  private static final String FIELD = "source";

  private final FolderCache cache;
  private final AdaptersConfig config;

  public AdapterSources(FolderCache cache, AdaptersConfig config) {
    this.cache = cache;
    this.config = config;
  }

  /**
   * For who asks a server: a prefix of a bucket, or a directory below {@code
   * emend.adapters.imports}, also by links.
   *
   * @throws io.emend.error.EmendException {@code invalid_value}; {@code object_not_found} and
   *     {@code store_failed} for a bucket
   */
  Path ofCaller(String source) {
    require(source != null && !source.isBlank(), FIELD, "must be given", source);
    return S3Uri.is(source) ? bucket(source) : below(config.imports(), source);
  }

  /**
   * For who runs a command here: a prefix of a bucket, or any directory.
   *
   * @throws io.emend.error.EmendException as {@link #ofCaller}
   */
  Path ofUser(String source) {
    if (S3Uri.is(source)) {
      return bucket(source);
    }
    Path directory = path(source);
    require(Files.isDirectory(directory), FIELD, "must be a directory or s3://", source);
    return directory;
  }

  private Path bucket(String source) {
    return cache.folder(S3Uri.parse(FIELD, source), AdapterFiles.FILES::contains);
  }

  /** One answer for what is not there and what is not to be seen: it tells nothing of either. */
  private static Path below(Path imports, String source) {
    String rule =
        "must be s3://BUCKET/PREFIX or a directory below "
            + imports.normalize()
            + " (emend.adapters.imports)";
    Path folder = imports.toAbsolutePath().normalize();
    Path directory = folder.resolve(path(source)).normalize();
    try {
      boolean inside =
          directory.startsWith(folder)
              && Files.isDirectory(directory)
              && isBelow(folder, directory)
              && AdapterFiles.FILES.stream()
                  .map(directory::resolve)
                  .allMatch(file -> isBelow(folder, file));
      require(inside, FIELD, rule, source);
      return directory;
    } catch (UncheckedIOException e) {
      throw invalid(FIELD, rule, source);
    }
  }

  /** Where all links are followed; what is not there is nowhere else. */
  private static boolean isBelow(Path folder, Path path) {
    try {
      return !Files.exists(path) || path.toRealPath().startsWith(folder.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path path(String source) {
    try {
      return Path.of(source);
    } catch (InvalidPathException e) {
      throw invalid(FIELD, "must be a path or s3://", source);
    }
  }
}
