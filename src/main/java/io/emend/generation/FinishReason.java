package io.emend.generation;

/** Why a response ended. */
public enum FinishReason {
  STOP,
  LENGTH
}
