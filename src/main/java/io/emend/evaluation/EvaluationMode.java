package io.emend.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a second turn is asked for. */
public enum EvaluationMode {
  @JsonProperty("direct")
  DIRECT,
  @JsonProperty("corrected")
  CORRECTED
}
