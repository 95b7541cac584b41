package io.emend.training.dpo;

import static io.emend.error.EmendException.require;

/**
 * The objective and its numbers.
 *
 * @param beta how dear it is to leave the reference model
 * @param labelSmoothing probability that a pair is the wrong way round; {@code SIGMOID} alone
 * @param sftWeight weight of the cross-entropy of the chosen responses, added to the objective;
 *     what it is has no effect on {@code SFT}
 */
public record LossOptions(
    Objective objective, double beta, double labelSmoothing, double sftWeight) {
  /** The paper's. */
  public static final LossOptions DEFAULT = new LossOptions(Objective.SIGMOID, 0.1, 0, 0.1);

  public LossOptions {
    require(beta > 0 && Double.isFinite(beta), "beta", "must be over 0", beta);
    boolean smoothable = labelSmoothing == 0 || objective == Objective.SIGMOID;
    require(smoothable, "labelSmoothing", "must be 0 unless objective is sigmoid", labelSmoothing);
    boolean probability = labelSmoothing >= 0 && labelSmoothing < 0.5;
    require(probability, "labelSmoothing", "must be 0 to under 0.5", labelSmoothing);
    require(
        sftWeight >= 0 && Double.isFinite(sftWeight), "sftWeight", "must be 0 or more", sftWeight);
  }

  /**
   * The settings vector of the TorchScript objectives.
   *
   * @param pairs in the whole batch
   * @param chosenTokens in the whole batch
   */
  float[] settings(int pairs, int chosenTokens) {
    float weight = objective.comparesResponses() ? (float) sftWeight : 1;
    return new float[] {(float) beta, (float) labelSmoothing, weight, pairs, chosenTokens};
  }
}
