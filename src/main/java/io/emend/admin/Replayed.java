package io.emend.admin;

import jakarta.ws.rs.core.Response.ResponseBuilder;

/** How a request that repeats one with the same {@code Idempotency-Key} is answered. */
public final class Replayed {
  /** For the description of an operation that takes a key. */
  public static final String DESCRIPTION =
      "Repeating a request with the same Idempotency-Key returns what the first one started, with"
          + " `Idempotent-Replayed: true`; without a key, each request starts something new.";

  private Replayed() {}

  /** Says so in the answer where something was there before. */
  public static ResponseBuilder mark(ResponseBuilder answer, boolean replayed) {
    return replayed ? answer.header("Idempotent-Replayed", true) : answer;
  }
}
