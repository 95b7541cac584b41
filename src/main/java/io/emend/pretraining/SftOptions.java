package io.emend.pretraining;

import static io.emend.error.EmendException.require;

import io.emend.model.Precision;
import io.emend.training.AdamW;
import io.emend.training.Schedule;

/**
 * Settings of a fine-tuning run.
 *
 * @param steps optimizer steps in all
 * @param learningRate peak, reached after the warm-up
 * @param warmup steps of linear warm-up
 * @param weightDecay on matrices; embeddings, norms and biases have none
 * @param maxGradNorm gradients are scaled down to this norm
 * @param checkpointEvery steps between checkpoints
 * @param evaluateEvery steps between evaluations on the validation split
 */
public record SftOptions(
    int steps,
    double learningRate,
    int warmup,
    Schedule schedule,
    double beta1,
    double beta2,
    double weightDecay,
    double maxGradNorm,
    long seed,
    Precision precision,
    int checkpointEvery,
    int evaluateEvery) {

  public SftOptions {
    require(steps >= 1, "steps", "must be 1 or more", steps);
    require(learningRate > 0, "learningRate", "must be over 0", learningRate);
    require(warmup >= 0 && warmup <= steps, "warmup", "must be 0 to steps", warmup);
    require(beta1 >= 0 && beta1 < 1, "beta1", "must be at least 0 and under 1", beta1);
    require(beta2 >= 0 && beta2 < 1, "beta2", "must be at least 0 and under 1", beta2);
    require(weightDecay >= 0, "weightDecay", "must be 0 or more", weightDecay);
    require(maxGradNorm > 0, "maxGradNorm", "must be over 0", maxGradNorm);
    require(checkpointEvery >= 1, "checkpointEvery", "must be 1 or more", checkpointEvery);
    require(evaluateEvery >= 1, "evaluateEvery", "must be 1 or more", evaluateEvery);
    require(precision != Precision.F16, "precision", "must be f32 or bf16", precision);
  }

  public AdamW.Settings adamW() {
    return new AdamW.Settings(beta1, beta2, weightDecay, maxGradNorm);
  }

  /** The rate of a step, counted from 0. */
  public double learningRateAt(int step) {
    if (step < warmup) {
      return learningRate * (step + 1) / warmup;
    }
    double progress = (double) (step - warmup) / Math.max(1, steps - warmup);
    return learningRate * schedule.factor(progress);
  }
}
