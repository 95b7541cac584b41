package io.emend.training.dpo;

import static io.emend.error.EmendException.require;

import io.emend.model.Precision;
import io.emend.model.adapter.LoraOptions;
import java.util.Optional;

/**
 * Settings of a preference run.
 *
 * @param lora empty: the whole text model is trained
 * @param batch pairs that one optimizer step learns from
 * @param microBatch pairs that pass through the model together; changes memory and speed alone
 * @param seed of the adapter's first weights and of the order of pairs
 * @param precision of frozen weights and activations; what is trained is f32
 * @param recompute layers a second time on the way back, for a fraction of the memory
 * @param evaluateEvery steps between evaluations on the evaluation split
 * @param checkpointEvery steps between checkpoints
 */
public record DpoOptions(
    LossOptions loss,
    OptimizerOptions optimizer,
    Optional<LoraOptions> lora,
    int epochs,
    int batch,
    int microBatch,
    long seed,
    Precision precision,
    boolean recompute,
    int evaluateEvery,
    int checkpointEvery) {
  /** The paper's settings (He et al. 2025). */
  public static final DpoOptions DEFAULT =
      new DpoOptions(
          LossOptions.DEFAULT,
          OptimizerOptions.DEFAULT,
          Optional.of(LoraOptions.DEFAULT),
          3,
          16,
          4,
          0,
          Precision.F32,
          false,
          50,
          50);

  public DpoOptions {
    require(epochs >= 1, "epochs", "must be 1 or more", epochs);
    require(batch >= 1, "batch", "must be 1 or more", batch);
    require(
        microBatch >= 1 && microBatch <= batch, "microBatch", "must be 1 to " + batch, microBatch);
    require(precision != Precision.F16, "precision", "must be f32 or bf16", precision);
    require(evaluateEvery >= 1, "evaluateEvery", "must be 1 or more", evaluateEvery);
    require(checkpointEvery >= 1, "checkpointEvery", "must be 1 or more", checkpointEvery);
  }

  /** Optimizer steps over so many pairs; an epoch's last step may have fewer pairs. */
  int steps(int pairs) {
    return epochs * stepsPerEpoch(pairs);
  }

  int stepsPerEpoch(int pairs) {
    return (pairs + batch - 1) / batch;
  }
}
