package io.emend.inference.http;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/** What a caller takes for an answer, where only the answer itself tells its type. */
public final class Accepted {
  private Accepted() {}

  /** Whether the caller takes that type, by a wildcard perhaps. */
  public static boolean takes(HttpHeaders headers, MediaType type) {
    return headers.getAcceptableMediaTypes().stream().anyMatch(type::isCompatible);
  }

  /**
   * @throws EmendException {@code not_acceptable}
   */
  public static void require(HttpHeaders headers, MediaType type) {
    if (!takes(headers, type)) {
      String accept = headers.getHeaderString(HttpHeaders.ACCEPT);
      throw EmendException.refused(
          ErrorCode.NOT_ACCEPTABLE, HttpHeaders.ACCEPT, "must include " + type, accept);
    }
  }
}
