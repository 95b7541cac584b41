package io.emend.jobs;

import static io.emend.error.EmendException.require;

import io.emend.storage.Sha256;
import java.util.UUID;

/** A key under which a request that is sent again begins nothing a second time. */
public record IdempotencyKey(String value) {
  private static final int LONGEST = 256;

  public IdempotencyKey {
    require(
        value != null && !value.isBlank() && value.length() <= LONGEST,
        "Idempotency-Key",
        "must have 1 to " + LONGEST + " characters",
        value);
  }

  /**
   * @param header null where a caller sends none: the request is then one of its own
   */
  public static IdempotencyKey of(String header) {
    return new IdempotencyKey(header == null ? UUID.randomUUID().toString() : header);
  }

  /** For ids, since a key may hold what an id may not. */
  public String digest() {
    return Sha256.of(value);
  }

  /** The same as a UUID. */
  public UUID uuid() {
    String hex = digest();
    return new UUID(
        Long.parseUnsignedLong(hex.substring(0, 16), 16),
        Long.parseUnsignedLong(hex.substring(16, 32), 16));
  }
}
