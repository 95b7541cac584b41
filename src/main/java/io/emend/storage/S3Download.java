package io.emend.storage;

import io.minio.GetObjectArgs;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletionException;
import java.util.stream.LongStream;

/**
 * An object of a bucket to a file, by ranges that are asked for side by side and written where they
 * belong. All are of one version; a range that breaks off is asked for again. Memory: a buffer a
 * range.
 *
 * @param etag of the version
 * @param size of it in bytes
 */
record S3Download(S3Connection connection, String bucket, String name, String etag, long size) {
  /** Large enough that a range's first byte costs little of its time. */
  private static final long RANGE = 16L << 20;

  /** Filled before it is written: writers of one file wait for each other. */
  private static final int BUFFER = 1 << 18;

  /**
   * @param parallel ranges at once
   */
  void to(Path file, int parallel) throws IOException {
    try (FileChannel target =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      Multi.createFrom()
          .items(LongStream.range(0, (size + RANGE - 1) / RANGE).boxed())
          .onItem()
          .transformToUni(range -> range(target, range * RANGE))
          .merge(parallel)
          .collect()
          .last()
          .await()
          .indefinitely();
      target.force(true);
    }
  }

  private Uni<Void> range(FileChannel target, long offset) {
    long length = Math.min(RANGE, size - offset);
    GetObjectArgs args =
        GetObjectArgs.builder()
            .bucket(bucket)
            .object(name)
            .offset(offset)
            .length(length)
            .matchETag('"' + etag + '"')
            .build();
    return connection.call(
        client ->
            client.getObject(args).thenAccept(response -> copy(response, target, offset, length)));
  }

  private static void copy(InputStream response, FileChannel target, long offset, long length) {
    try (response) {
      byte[] buffer = new byte[BUFFER];
      long at = offset;
      for (int read = response.readNBytes(buffer, 0, BUFFER);
          read > 0;
          read = response.readNBytes(buffer, 0, BUFFER)) {
        at += write(target, ByteBuffer.wrap(buffer, 0, read), at);
      }
      if (at != offset + length) {
        throw new IOException(
            "the range ended after " + (at - offset) + " of " + length + " bytes");
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  private static int write(FileChannel target, ByteBuffer bytes, long at) throws IOException {
    int written = 0;
    while (bytes.hasRemaining()) {
      written += target.write(bytes, at + written);
    }
    return written;
  }
}
