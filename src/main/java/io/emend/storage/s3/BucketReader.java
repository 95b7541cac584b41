package io.emend.storage.s3;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.storage.ObjectInfo;
import io.emend.storage.ObjectStore;
import io.emend.storage.StoreFailures;
import java.util.Map;
import java.util.Set;

/**
 * Small objects of buckets that callers name. The credentials are ours, so only what is open to
 * callers is read.
 */
public final class BucketReader {
  private final S3Connection connection;
  private final Set<String> open;

  /**
   * @param open {@code BUCKET} or {@code BUCKET/PREFIX}
   */
  public BucketReader(S3Connection connection, Set<String> open) {
    this.connection = connection;
    this.open = Set.copyOf(open);
  }

  /**
   * The content of an object.
   *
   * @param field that has the text, for the error
   * @param limit largest object in bytes
   * @throws EmendException {@code invalid_value}, {@code store_not_configured} if nothing is open,
   *     {@code url_refused}, {@code object_not_found}, {@code image_too_large}
   */
  public byte[] read(String field, String text, long limit) {
    S3Uri uri = S3Uri.parse(field, text);
    refuseClosed(field, uri);
    ObjectStore bucket = new S3ObjectStore(connection, uri.bucket(), "", new StoreFailures());
    ObjectInfo info = bucket.head(uri.name()).orElseThrow(() -> absent(field, uri));
    if (info.size() > limit) {
      throw new EmendException(
          ErrorCode.IMAGE_TOO_LARGE,
          field + " must have at most " + limit + " bytes, has " + info.size(),
          Map.of("field", field, "rule", "at most " + limit + " bytes", "value", info.size()));
    }
    return bucket.get(uri.name()).orElseThrow(() -> absent(field, uri));
  }

  private void refuseClosed(String field, S3Uri uri) {
    if (open.isEmpty()) {
      throw new EmendException(
          ErrorCode.STORE_NOT_CONFIGURED,
          field + " is an s3:// URI, and emend.storage.s3.open names no bucket",
          Map.of("field", field));
    }
    String name = uri.bucket() + "/" + uri.name().value();
    if (open.stream().noneMatch(folder -> name.startsWith(folder + "/"))) {
      throw new EmendException(
          ErrorCode.URL_REFUSED,
          field + " must be in a bucket that is open to callers, was " + uri,
          Map.of("field", field, "rule", "must be in an open bucket", "value", uri.toString()));
    }
  }

  private static EmendException absent(String field, S3Uri uri) {
    return new EmendException(
        ErrorCode.OBJECT_NOT_FOUND,
        field + " must be in the store, was " + uri,
        Map.of("field", field, "value", uri.toString()));
  }
}
