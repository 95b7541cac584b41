package io.emend.training.dpo;

import static io.emend.error.EmendException.require;

import io.emend.training.AdamW;
import io.emend.training.Schedule;

/**
 * How the parameters move.
 *
 * @param learningRate peak, reached after the warm-up
 * @param warmupRatio part of all steps, rounded up, over which the rate rises
 * @param weightDecay on matrices
 * @param maxGradNorm gradients are scaled down to this norm
 */
public record OptimizerOptions(
    double learningRate,
    double warmupRatio,
    Schedule schedule,
    double weightDecay,
    double maxGradNorm) {
  /** The paper's rate and warm-up; the rest as TRL has it. */
  public static final OptimizerOptions DEFAULT =
      new OptimizerOptions(5e-5, 0.03, Schedule.LINEAR, 0, 1);

  public OptimizerOptions {
    require(positive(learningRate), "learningRate", "must be over 0 and finite", learningRate);
    require(warmupRatio >= 0 && warmupRatio <= 1, "warmupRatio", "must be 0 to 1", warmupRatio);
    boolean decays = weightDecay >= 0 && Double.isFinite(weightDecay);
    require(decays, "weightDecay", "must be 0 or more and finite", weightDecay);
    require(positive(maxGradNorm), "maxGradNorm", "must be over 0 and finite", maxGradNorm);
  }

  private static boolean positive(double value) {
    return value > 0 && Double.isFinite(value);
  }

  AdamW.Settings adamW() {
    return new AdamW.Settings(0.9, 0.999, weightDecay, maxGradNorm);
  }

  /** The rate of a step, counted from 0, of a run of {@code steps}. */
  double rateAt(int step, int steps) {
    int warmup = (int) Math.ceil(warmupRatio * steps);
    if (step < warmup) {
      return learningRate * (step + 1) / warmup;
    }
    return learningRate * schedule.factor((double) (step - warmup) / Math.max(1, steps - warmup));
  }
}
