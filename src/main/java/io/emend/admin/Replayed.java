package io.emend.admin;

import io.emend.jobs.IdempotencyKey;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** How a request that repeats one with the same {@code Idempotency-Key} is answered. */
public final class Replayed {
  /** For the description of an operation that takes a key. */
  public static final String DESCRIPTION =
      "Repeating a request with the same Idempotency-Key returns what the first one started, with"
          + " `Idempotent-Replayed: true`; without a key, each request starts something new.";

  private static final String HEADER = "Idempotency-Key";

  private Replayed() {}

  /**
   * The key of a request, one of its own where it has none.
   *
   * @param key as the framework tells it, to which an empty header is none
   * @throws io.emend.error.EmendException {@code invalid_value}
   */
  public static IdempotencyKey key(String key, HttpHeaders headers) {
    boolean empty = key == null && headers.getRequestHeaders().containsKey(HEADER);
    return IdempotencyKey.of(empty ? "" : key);
  }

  /** Says so in the answer where something was there before. */
  public static ResponseBuilder mark(ResponseBuilder answer, boolean replayed) {
    return replayed ? answer.header("Idempotent-Replayed", true) : answer;
  }
}
