package io.emend.storage.s3;

import io.emend.storage.RangeSums;
import io.emend.storage.file.FileRange;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * An object of a bucket to a file, by ranges that are asked for side by side and written where they
 * belong. All are of one version; a range that breaks off is asked for again. Memory: what a socket
 * gives at once, for each range.
 *
 * @param etag of the version
 * @param size of it in bytes
 */
record S3Download(S3Connection connection, String bucket, String name, String etag, long size) {

  /**
   * Not forced to disk.
   *
   * @param parallel ranges at once
   * @return checksums of what came
   */
  RangeSums to(Path file, int parallel) throws IOException {
    int[] sums = new int[Math.toIntExact((size + RangeSums.RANGE - 1) / RangeSums.RANGE)];
    S3Link link = connection.link(bucket, name);
    try (FileChannel target =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Multi.createFrom()
          .items(IntStream.range(0, sums.length).boxed())
          .onItem()
          .transformToUni(index -> range(link, target, index).invoke(sum -> sums[index] = sum))
          .merge(parallel)
          .collect()
          .last()
          .await()
          .indefinitely();
    }
    return new RangeSums(Arrays.stream(sums).boxed().toList());
  }

  private Uni<Integer> range(S3Link link, FileChannel target, int index) {
    long offset = (long) index * RangeSums.RANGE;
    long length = Math.min(RangeSums.RANGE, size - offset);
    return connection
        .range(link, etag, () -> new FileRange(target, offset, length))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }
}
