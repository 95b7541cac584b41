package io.emend.operation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/**
 * Where an operation stands. The last three are final, until someone starts it again. In JSON in
 * lower case; records that an earlier version wrote in upper case are read.
 */
public enum OperationState {
  @JsonProperty("queued")
  @JsonAlias("QUEUED")
  QUEUED,
  @JsonProperty("running")
  @JsonAlias("RUNNING")
  RUNNING,
  @JsonProperty("succeeded")
  @JsonAlias("SUCCEEDED")
  SUCCEEDED,
  @JsonProperty("failed")
  @JsonAlias("FAILED")
  FAILED,
  @JsonProperty("cancelled")
  @JsonAlias("CANCELLED")
  CANCELLED;

  public boolean ended() {
    return switch (this) {
      case QUEUED, RUNNING -> false;
      case SUCCEEDED, FAILED, CANCELLED -> true;
    };
  }

  /** As the API, the log and the metrics have it, for example {@code succeeded}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return word();
  }
}
