package io.emend.inference.registry;

import static io.emend.error.EmendException.require;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;

/**
 * A change of what is in production.
 *
 * @param adapter in production from then on, null for the base model
 * @param evaluation id of the one that justifies a promotion, null without
 * @param forced whether the gate was overruled
 * @param overruled what the gate had against it
 */
public record Transition(
    Kind kind,
    String adapter,
    String evaluation,
    boolean forced,
    List<String> overruled,
    Instant at) {

  /** Forward or back. */
  public enum Kind {
    @JsonProperty("promotion")
    PROMOTION,
    @JsonProperty("rollback")
    ROLLBACK
  }

  public Transition {
    require(kind != null, "kind", "must be given", null);
    require(kind == Kind.ROLLBACK || adapter != null, "adapter", "must be given", null);
    require(at != null, "at", "must be given", null);
    overruled = overruled == null ? List.of() : List.copyOf(overruled);
    require(forced || overruled.isEmpty(), "overruled", "must stand with forced", overruled);
  }
}
