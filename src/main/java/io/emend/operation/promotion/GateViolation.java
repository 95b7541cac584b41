package io.emend.operation.promotion;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A rule of the gate that a promotion violates.
 *
 * @param detail with the numbers
 */
public record GateViolation(Rule rule, String detail) {

  /** As the log has it. */
  @Override
  public String toString() {
    return detail;
  }

  /** The rule. */
  public enum Rule {
    @JsonProperty("evaluation_missing")
    EVALUATION_MISSING,
    @JsonProperty("evaluation_unfinished")
    EVALUATION_UNFINISHED,
    @JsonProperty("models_differ")
    MODELS_DIFFER,
    @JsonProperty("not_better")
    NOT_BETTER,
    @JsonProperty("not_significant")
    NOT_SIGNIFICANT,
    @JsonProperty("harm_unknown")
    HARM_UNKNOWN,
    @JsonProperty("harm_worse")
    HARM_WORSE
  }
}
