package io.emend.inference.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;

/** The body of a request that needs one. */
public final class RequestBody {
  private RequestBody() {}

  public static <T> T required(T body) {
    if (body == null) {
      throw new EmendException(ErrorCode.MALFORMED_JSON, "the body must be a JSON object");
    }
    return body;
  }
}
