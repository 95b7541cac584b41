package io.emend.storage.s3;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioAsyncClient;
import io.minio.http.Method;
import java.net.URI;
import java.net.URL;
import java.time.Duration;

/**
 * A link by which an object can be read without credentials, by ranges and conditions as well: they
 * are not part of what is signed. Signed anew from time to time, since credentials may be replaced
 * while a large object is read.
 */
final class S3Link {
  private static final Duration FRESH = Duration.ofMinutes(1);

  /** Of a signature, in seconds: used soon, but clocks differ. */
  private static final int VALID = 3600;

  private final MinioAsyncClient signer;
  private final GetPresignedObjectUrlArgs object;
  private URL url;
  private long signedAt;

  S3Link(MinioAsyncClient signer, String bucket, String name) {
    this.signer = signer;
    this.object =
        GetPresignedObjectUrlArgs.builder()
            .method(Method.GET)
            .bucket(bucket)
            .object(name)
            .expiry(VALID)
            .build();
  }

  synchronized URL url() throws Exception {
    if (url == null || System.nanoTime() - signedAt > FRESH.toNanos()) {
      url = URI.create(signer.getPresignedObjectUrl(object)).toURL();
      signedAt = System.nanoTime();
    }
    return url;
  }
}
