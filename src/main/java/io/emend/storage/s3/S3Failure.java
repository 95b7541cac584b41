package io.emend.storage.s3;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.minio.errors.ErrorResponseException;
import io.minio.errors.InternalException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import io.minio.errors.XmlParserException;
import java.io.IOException;
import java.security.ProviderException;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;

/** What a failed call to an S3 store means. */
enum S3Failure {
  /** There is no such object. */
  ABSENT,
  /** The object is not what a condition says. */
  CONDITION,
  /** The upload of parts is over: completed, though the answer was lost, or aborted. */
  OVER,
  /** The range lies beyond the object's end. */
  RANGE,
  /** The server or the network failed, and might not again. */
  TRANSIENT,
  /** The server refuses, and will again. */
  REFUSED;

  private static final int SERVER_ERROR = 500;
  private static final int CONDITION_FAILED = 412;
  private static final int TOO_MANY = 429;
  private static final Set<String> BUSY =
      Set.of("SlowDown", "RequestTimeout", "OperationAborted", "ConditionalRequestConflict");

  /** What a person can do about an error code of S3. */
  private static final Map<String, String> HINTS =
      Map.ofEntries(
          Map.entry("InvalidAccessKeyId", "it does not know the access key"),
          Map.entry("SignatureDoesNotMatch", "the secret key or the region is not the one there"),
          Map.entry("AuthorizationHeaderMalformed", "the region is not the one there"),
          Map.entry("PermanentRedirect", "the bucket is in another region"),
          Map.entry("RequestTimeTooSkewed", "the clock here differs from the one there"),
          Map.entry("ExpiredToken", "the credentials have expired"),
          Map.entry("NoSuchBucket", "the bucket does not exist"),
          Map.entry("AccessDenied", "the credentials may not do this in the bucket"),
          Map.entry("MethodNotAllowed", "the bucket does not allow this"),
          Map.entry("InsufficientStorage", "its disks are full"),
          Map.entry("XMinioStorageFull", "its disks are full"),
          Map.entry("QuotaExceeded", "the bucket's quota is used up"));

  static S3Failure of(Throwable thrown) {
    Throwable e = cause(thrown);
    if (e instanceof ErrorResponseException refusal) {
      return of(refusal);
    }
    if (e instanceof ServerException server) {
      return server.statusCode() >= SERVER_ERROR || server.statusCode() == TOO_MANY
          ? TRANSIENT
          : REFUSED;
    }
    // Answers that are not XML come from proxies on the way.
    boolean network =
        e instanceof IOException
            || e instanceof InternalException
            || e instanceof InvalidResponseException
            || e instanceof XmlParserException;
    return network ? TRANSIENT : REFUSED;
  }

  private static S3Failure of(ErrorResponseException refusal) {
    int status = refusal.response().code();
    String code = refusal.errorResponse().code();
    if (code.equals("NoSuchKey")) {
      return ABSENT;
    }
    if (code.equals("NoSuchUpload")) {
      return OVER;
    }
    if (status == CONDITION_FAILED) {
      return CONDITION;
    }
    if (code.equals("InvalidRange")) {
      return RANGE;
    }
    return status >= SERVER_ERROR || status == TOO_MANY || BUSY.contains(code)
        ? TRANSIENT
        : REFUSED;
  }

  /**
   * The error that the callers of a store know: {@code store_failed}, with the reason in words, or
   * {@code store_not_configured}.
   *
   * @param target what was to be read or written
   */
  static EmendException error(String target, Throwable thrown) {
    Throwable e = cause(thrown);
    // The client wraps what its credentials throw, in a listing more than once.
    for (Throwable each = thrown; each != null; each = each.getCause()) {
      if (each instanceof EmendException known) {
        return known;
      }
    }
    return new EmendException(
        ErrorCode.STORE_FAILED, "the store failed at " + target + ": " + reason(e), e);
  }

  private static String reason(Throwable e) {
    if (e instanceof ErrorResponseException refusal) {
      String code = refusal.errorResponse().code();
      return code + ", " + HINTS.getOrDefault(code, refusal.errorResponse().message());
    }
    if (e instanceof ProviderException) {
      return "there are no credentials, " + e.getMessage();
    }
    return e instanceof IOException ? "it cannot be reached, " + e.getMessage() : e.getMessage();
  }

  private static Throwable cause(Throwable thrown) {
    return thrown instanceof CompletionException && thrown.getCause() != null
        ? cause(thrown.getCause())
        : thrown;
  }
}
