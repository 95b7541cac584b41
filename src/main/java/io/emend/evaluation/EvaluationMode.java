package io.emend.evaluation;

/** Whether a second turn is asked for. */
public enum EvaluationMode {
  DIRECT,
  CORRECTED
}
