package io.emend.pretraining;

/** Hears how a run goes, on the training thread. */
public interface SftListener {

  /** The run goes on from a checkpoint; what it told of later steps, it tells again. */
  void onResume(int step);

  void onStep(int step, double loss, double learningRate);

  void onMetrics(SftMetrics metrics);
}
