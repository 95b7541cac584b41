package io.emend.admin.evaluations;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where an evaluation stands. The last three are final. */
public enum EvaluationState {
  @JsonProperty("queued")
  QUEUED,
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("succeeded")
  SUCCEEDED,
  @JsonProperty("failed")
  FAILED,
  @JsonProperty("cancelled")
  CANCELLED;

  /** The name in the API, for example {@code succeeded}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean ended() {
    return switch (this) {
      case QUEUED, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }
}
