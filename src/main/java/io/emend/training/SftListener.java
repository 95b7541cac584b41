package io.emend.training;

/** Hears how a run goes, on the training thread. */
public interface SftListener {

  void onStep(int step, double loss, double learningRate);

  void onMetrics(SftMetrics metrics);
}
