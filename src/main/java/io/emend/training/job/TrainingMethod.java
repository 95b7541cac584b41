package io.emend.training.job;

/** What is learned from the pairs. */
public enum TrainingMethod {
  /** Prefer the chosen response to the rejected one. */
  DPO,
  /** Repeat the chosen response: the control, which never sees what was wrong. */
  SFT
}
