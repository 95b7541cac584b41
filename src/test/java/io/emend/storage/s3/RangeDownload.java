package io.emend.storage.s3;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.emend.DefaultSettings;
import io.emend.storage.StorageConfig;
import io.emend.storage.cache.FolderCache;
import io.smallrye.mutiny.Uni;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Fetches a folder of a bucket into each empty cache that is named on standard input, and tells how
 * long it took, how much of that was for the list of its objects, and how much memory; a program
 * for {@code tools/bench/range_download.py}.
 */
public final class RangeDownload {

  private RangeDownload() {}

  /**
   * @param arguments endpoint, access key, secret key, {@code s3://bucket/folder}, ranges
   */
  public static void main(String[] arguments) throws Exception {
    // The first step of any Uni reads the whole configuration; a server has that behind it.
    Uni.createFrom().voidItem().invoke(() -> {}).await().indefinitely();
    try (Scanner caches = new Scanner(System.in, UTF_8)) {
      while (caches.hasNextLine()) {
        System.out.println(fetch(cache(arguments, caches.nextLine()), arguments[3]));
      }
    }
    System.exit(0);
  }

  private static String fetch(FolderCache cache, String uri) throws Exception {
    AtomicLong listed = new AtomicLong();
    long start = System.nanoTime();
    cache.folder(
        S3Uri.parse("model", uri),
        name -> {
          listed.set(System.nanoTime());
          return true;
        });
    return String.format(
        Locale.ROOT,
        "{\"seconds\": %.3f, \"listing\": %.3f, \"peak_kb\": %d}",
        (System.nanoTime() - start) / 1e9,
        (listed.get() - start) / 1e9,
        peak());
  }

  private static FolderCache cache(String[] arguments, String path) {
    StorageConfig config =
        DefaultSettings.of(
            StorageConfig.class,
            Map.of(
                "emend.storage.s3.endpoint", arguments[0],
                "emend.storage.s3.access-key", arguments[1],
                "emend.storage.s3.secret-key", arguments[2],
                "emend.storage.s3.path-style", "true",
                "emend.storage.cache.path", path,
                "emend.storage.cache.ranges", arguments[4]));
    return new FolderCache(S3Connection.of(config.s3()), config.cache());
  }

  /** Most memory of the process that was in RAM at once, in KiB. */
  private static long peak() throws Exception {
    try (Stream<String> lines = Files.lines(Path.of("/proc/self/status"))) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElseThrow();
    }
  }
}
