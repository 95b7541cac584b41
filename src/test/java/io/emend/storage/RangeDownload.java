package io.emend.storage;

import io.emend.DefaultSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Fetches a folder of a bucket through an empty cache and tells how long it took and how much
 * memory; a program for {@code tools/bench/range_download.py}.
 */
public final class RangeDownload {

  private RangeDownload() {}

  /**
   * @param arguments endpoint, access key, secret key, {@code s3://bucket/folder}, cache, ranges
   */
  public static void main(String[] arguments) throws Exception {
    StorageConfig config =
        DefaultSettings.of(
            StorageConfig.class,
            Map.of(
                "emend.storage.s3.endpoint", arguments[0],
                "emend.storage.s3.access-key", arguments[1],
                "emend.storage.s3.secret-key", arguments[2],
                "emend.storage.s3.path-style", "true",
                "emend.storage.cache.path", arguments[4],
                "emend.storage.cache.ranges", arguments[5]));
    FolderCache cache = new FolderCache(S3Connection.of(config.s3()), config.cache());
    long start = System.nanoTime();
    cache.folder(S3Uri.parse("model", arguments[3]), name -> true);
    double seconds = (System.nanoTime() - start) / 1e9;
    System.out.printf(Locale.ROOT, "{\"seconds\": %.3f, \"peak_kb\": %d}%n", seconds, peak());
    System.exit(0);
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
