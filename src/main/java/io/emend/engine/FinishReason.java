package io.emend.engine;

/** Why a response ended. */
public enum FinishReason {
  STOP,
  LENGTH
}
