package io.emend.training.dpo;

/** Hears how a run goes, on the training thread. */
public interface DpoListener {

  /** What the frozen tower makes of the pictures is computed before anything else. */
  default void onFeatures(int done, int of) {}

  /** Reference log-probabilities are computed before the first step. */
  default void onReferences(int done, int of) {}

  /** A step is done; with {@code eval_} figures where an evaluation followed it. */
  void onStep(DpoMetrics metrics, int of);
}
