package io.emend.storage.s3;

import com.google.common.collect.Multimap;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.minio.UploadPartResponse;
import io.minio.messages.Part;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A file to an object, in parts that are sent side by side. The object appears when all are there;
 * what fails is aborted, so that the bucket keeps no parts. Memory: {@link #PARALLEL} parts.
 *
 * @param size of the file in bytes, more than none
 */
record S3Upload(S3Connection connection, String bucket, String name, Path file, long size) {
  /** A file that is not longer is sent whole. */
  static final long SMALLEST_PART = 16L << 20;

  static final int PARALLEL = 4;
  private static final int MOST_PARTS = 10_000;

  /**
   * @param headers content type, metadata and encryption of the object
   */
  Uni<Boolean> run(Multimap<String, String> headers) {
    return connection
        .call(client -> client.createMultipartUploadAsync(bucket, null, name, headers, null))
        .map(created -> created.result().uploadId())
        .flatMap(
            id ->
                parts(id)
                    .flatMap(parts -> complete(id, parts))
                    .onFailure(e -> !isOver(e))
                    .call(() -> abort(id)));
  }

  /** Whether it was completed though the answer was lost, or ended by somebody else. */
  static boolean isOver(Throwable e) {
    // S3Proxy says of an upload that is over that there is no such key.
    return S3Failure.of(e) == S3Failure.OVER || S3Failure.of(e) == S3Failure.ABSENT;
  }

  private long partSize() {
    return Math.max(SMALLEST_PART, (size + MOST_PARTS - 1) / MOST_PARTS);
  }

  private Uni<List<Part>> parts(String id) {
    return Multi.createFrom()
        .items(LongStream.range(0, (size + partSize() - 1) / partSize()).boxed())
        .onItem()
        .transformToUni(part -> send(id, part))
        .merge(PARALLEL)
        .map(sent -> new Part(sent.partNumber(), sent.etag()))
        .collect()
        .asList()
        .map(parts -> parts.stream().sorted(Comparator.comparing(Part::partNumber)).toList());
  }

  private Uni<UploadPartResponse> send(String id, long part) {
    return connection.call(
        client -> {
          byte[] content = content(part * partSize());
          return client.uploadPartAsync(
              bucket, null, name, content, content.length, id, (int) part + 1, null, null);
        });
  }

  private byte[] content(long offset) {
    ByteBuffer content = ByteBuffer.allocate((int) Math.min(partSize(), size - offset));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      while (content.hasRemaining()) {
        if (channel.read(content, offset + content.position()) < 0) {
          throw new EOFException("it has become shorter than " + size + " bytes");
        }
      }
    } catch (IOException e) {
      throw new EmendException(
          ErrorCode.STORE_FAILED, file + " cannot be read: " + e.getMessage(), e);
    }
    return content.array();
  }

  private Uni<Boolean> complete(String id, List<Part> parts) {
    return connection
        .call(
            client ->
                client.completeMultipartUploadAsync(
                    bucket, null, name, id, parts.toArray(Part[]::new), null, null))
        .replaceWith(true);
  }

  /** What an abort fails with says less than what it is for. */
  private Uni<Boolean> abort(String id) {
    return connection
        .call(client -> client.abortMultipartUploadAsync(bucket, null, name, id, null, null))
        .replaceWith(true)
        .onFailure()
        .recoverWithItem(false);
  }
}
