package io.emend.storage.s3;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.RangeSums;
import io.emend.storage.Sha256;
import io.minio.StatObjectArgs;
import io.minio.StatObjectResponse;
import java.io.IOException;
import java.nio.file.Path;

/**
 * An object of any bucket, in the version that was listed.
 *
 * @param folder length of the part of its name that is the folder's
 */
public record S3Object(S3Connection connection, String bucket, S3Listing.Entry entry, int folder) {

  /** Its name below the folder. */
  public String path() {
    return entry.name().substring(folder);
  }

  /**
   * Writes it to a file, and holds the file against the SHA-256 that it was stored with, if it was.
   */
  public RangeSums download(Path file, int ranges) throws IOException {
    return download(file, ranges, digest());
  }

  /**
   * As {@link #download(Path, int)}, of which the description is known.
   *
   * @param stored the SHA-256 that it was stored with, null if there is none
   */
  RangeSums download(Path file, int ranges, String stored) throws IOException {
    RangeSums sums = fetch(file, ranges);
    if (stored != null && !stored.equals(Sha256.of(file))) {
      throw new EmendException(
          ErrorCode.STORE_FAILED,
          "the store failed at " + entry.name() + ": the SHA-256 of what came is not the object's");
    }
    return sums;
  }

  private RangeSums fetch(Path file, int ranges) throws IOException {
    if (entry.etag().isEmpty()) {
      // Ranges could come of two versions. Gateways give none to a file laid on their disk.
      throw new EmendException(
          ErrorCode.STORE_FAILED,
          "the store failed at " + entry.name() + ": it has no ETag, write it there through S3");
    }
    try {
      return new S3Download(connection, bucket, entry.name(), entry.etag(), entry.size())
          .to(file, ranges);
    } catch (RuntimeException e) {
      throw S3Failure.error(entry.name(), e);
    }
  }

  private String digest() {
    StatObjectArgs args = StatObjectArgs.builder().bucket(bucket).object(entry.name()).build();
    StatObjectResponse description =
        connection
            .call(client -> client.statObject(args))
            .onFailure()
            .transform(e -> S3Failure.error(entry.name(), e))
            .await()
            .indefinitely();
    return description.userMetadata().get(S3ObjectStore.DIGEST);
  }
}
