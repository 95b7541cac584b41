package io.emend.error;

import java.util.Locale;

/** The catalogue: every error a caller can meet, by a stable code such as {@code image_corrupt}. */
public enum ErrorCode {
  INVALID_VALUE(ErrorCategory.UNPROCESSABLE, "A value breaks a rule"),
  MALFORMED_JSON(ErrorCategory.BAD_REQUEST, "The body is not the JSON that was expected"),
  UNKNOWN_FIELD(ErrorCategory.UNPROCESSABLE, "The request has a field that is not known"),
  BODY_INCOMPLETE(ErrorCategory.BAD_REQUEST, "The body did not come whole"),
  BODY_TOO_LARGE(ErrorCategory.TOO_LARGE, "The body is over the limit"),

  NOT_FOUND(ErrorCategory.NOT_FOUND, "There is nothing at this path"),
  METHOD_NOT_ALLOWED(ErrorCategory.METHOD_NOT_ALLOWED, "The path knows other methods"),
  NOT_ACCEPTABLE(ErrorCategory.NOT_ACCEPTABLE, "The answer has no such media type"),
  UNSUPPORTED_MEDIA_TYPE(ErrorCategory.UNSUPPORTED_TYPE, "The body has another media type"),
  MALFORMED_HEADER(ErrorCategory.BAD_REQUEST, "A header cannot be read"),
  MALFORMED_PATH(ErrorCategory.BAD_REQUEST, "The path cannot be read"),
  MALFORMED_MULTIPART(ErrorCategory.BAD_REQUEST, "The form cannot be read"),
  REQUEST_REFUSED(ErrorCategory.BAD_REQUEST, "The request is refused"),

  IMAGE_CORRUPT(ErrorCategory.UNPROCESSABLE, "The image is truncated or corrupt"),
  IMAGE_UNSUPPORTED(ErrorCategory.UNSUPPORTED_TYPE, "The image type is not supported"),
  IMAGE_TOO_LARGE(ErrorCategory.TOO_LARGE, "The image has too many pixels or bytes"),
  IMAGE_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such image"),
  URL_REFUSED(ErrorCategory.FORBIDDEN, "The URL may not be fetched"),
  URL_UNREACHABLE(ErrorCategory.UPSTREAM, "The URL could not be fetched"),
  STORE_NOT_CONFIGURED(ErrorCategory.UNPROCESSABLE, "The object store is not configured"),

  MODEL_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such model"),
  MODEL_INVALID(ErrorCategory.UNPROCESSABLE, "The model's files cannot be used"),
  MODEL_NOT_READY(ErrorCategory.UNAVAILABLE, "The model is not ready"),
  ADAPTER_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such adapter"),
  ROLLBACK_IMPOSSIBLE(ErrorCategory.CONFLICT, "Nothing was promoted that could be rolled back"),
  CONTEXT_TOO_LONG(ErrorCategory.UNPROCESSABLE, "The prompt does not fit the context"),
  QUEUE_FULL(ErrorCategory.TOO_MANY_REQUESTS, "Too many requests are waiting"),
  DEADLINE_EXCEEDED(ErrorCategory.TIMEOUT, "The deadline passed before the answer was complete"),
  CANCELLED(ErrorCategory.UNAVAILABLE, "The request was cancelled"),

  ENGINE_UNREACHABLE(ErrorCategory.UNAVAILABLE, "The engine cannot be reached"),
  ENGINE_UNAUTHORIZED(ErrorCategory.UPSTREAM, "The engine refuses the key"),
  ENGINE_MODEL_ABSENT(ErrorCategory.UNAVAILABLE, "The engine does not have the model"),
  ENGINE_FAILED(ErrorCategory.UPSTREAM, "The engine failed"),
  ENGINE_INTERRUPTED(ErrorCategory.UPSTREAM, "The engine's answer ended in the middle"),
  ENGINE_TIMEOUT(ErrorCategory.TIMEOUT, "The engine went silent"),
  ENGINE_RESPONSE_INVALID(ErrorCategory.UPSTREAM, "The engine's answer cannot be used"),
  ENGINE_REQUEST_REFUSED(ErrorCategory.UNPROCESSABLE, "The engine refuses the request"),
  ENGINE_UNSUPPORTED(ErrorCategory.UNPROCESSABLE, "The engine cannot do what is asked"),

  CORRECTION_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such correction"),
  OBJECT_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such object"),
  OBJECT_EXISTS(ErrorCategory.CONFLICT, "The object exists already"),
  OBJECT_CHANGED(ErrorCategory.CONFLICT, "The object changed meanwhile"),
  OBJECT_CORRUPT(ErrorCategory.INTERNAL, "A stored object is damaged"),
  STORE_FAILED(ErrorCategory.UNAVAILABLE, "The object store failed"),
  BROKER_FAILED(ErrorCategory.UNAVAILABLE, "The broker failed"),
  CLUSTER_FAILED(ErrorCategory.UNAVAILABLE, "The cluster's API server failed"),

  JOB_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such job"),
  JOB_NOT_ENDED(ErrorCategory.CONFLICT, "The job has not ended"),
  IDEMPOTENCY_CONFLICT(ErrorCategory.CONFLICT, "The idempotency key belongs to another request"),

  UNAUTHENTICATED(ErrorCategory.UNAUTHENTICATED, "No valid credentials"),
  ROLE_MISSING(ErrorCategory.FORBIDDEN, "The credentials do not have the role"),
  HOST_REFUSED(ErrorCategory.FORBIDDEN, "Without credentials only this machine is called"),
  ORIGIN_REFUSED(ErrorCategory.FORBIDDEN, "Pages of this origin may not call"),

  EVALUATION_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such evaluation"),
  EVALUATION_UNFINISHED(ErrorCategory.CONFLICT, "The evaluation has no result"),
  EVALUATION_INTERRUPTED(ErrorCategory.UNAVAILABLE, "The server ended during the evaluation"),
  PROMOTION_REFUSED(ErrorCategory.CONFLICT, "The adapter did not pass the gate"),

  DATASET_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such dataset version"),
  DATASET_CORRUPT(ErrorCategory.INTERNAL, "A dataset's file is damaged or missing"),
  COLLECTION_NOT_FOUND(ErrorCategory.NOT_FOUND, "No such collection"),

  TRAINING_DATA_EMPTY(ErrorCategory.UNPROCESSABLE, "There is nothing to learn from"),
  TRAINING_PAIR_INVALID(ErrorCategory.UNPROCESSABLE, "A pair does not fit the model"),
  MEMORY_INSUFFICIENT(ErrorCategory.UNPROCESSABLE, "The training does not fit the memory"),
  TRAINING_DIVERGED(ErrorCategory.UNPROCESSABLE, "The training left the finite numbers"),
  CHECKPOINT_INVALID(ErrorCategory.UNPROCESSABLE, "The training checkpoint cannot be used"),
  SOURCE_INVALID(ErrorCategory.UNPROCESSABLE, "The sample source cannot be used"),
  FUNCTION_OFF(ErrorCategory.NOT_FOUND, "The function is switched off here"),
  INTERNAL(ErrorCategory.INTERNAL, "Something went wrong here");

  private final ErrorCategory category;
  private final String title;

  ErrorCode(ErrorCategory category, String title) {
    this.category = category;
    this.title = title;
  }

  public ErrorCategory category() {
    return category;
  }

  public String title() {
    return title;
  }

  /** Whether asking again, as it was asked, may be answered otherwise. */
  public boolean isRetryable() {
    // Conflicts with what others do at this moment; the other conflicts stay.
    return category.isRetryable()
        || this == OBJECT_CHANGED
        || this == JOB_NOT_ENDED
        || this == EVALUATION_UNFINISHED;
  }

  /** Of a failure: that of an error of this project, else {@code internal}. */
  public static ErrorCode of(Throwable failure) {
    return failure instanceof EmendException known ? known.code() : INTERNAL;
  }

  /** The stable text form, for example {@code context_too_long}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
