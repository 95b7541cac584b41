package io.emend.error;

/** Who has to act on an error, and the HTTP status that says so. */
public enum ErrorCategory {
  BAD_REQUEST(400),
  UNAUTHENTICATED(401),
  FORBIDDEN(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  CONFLICT(409),
  TOO_LARGE(413),
  UNSUPPORTED_TYPE(415),
  UNPROCESSABLE(422),
  TOO_MANY_REQUESTS(429),
  INTERNAL(500),
  UPSTREAM(502),
  UNAVAILABLE(503),
  TIMEOUT(504);

  private static final int SERVER_ERROR = 500;

  private final int status;

  ErrorCategory(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Whether the same request may be answered later: the fault is not the caller's. */
  boolean isRetryable() {
    return status >= SERVER_ERROR || this == TOO_MANY_REQUESTS;
  }
}
