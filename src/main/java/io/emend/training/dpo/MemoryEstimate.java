package io.emend.training.dpo;

import io.emend.model.Precision;
import io.emend.model.llava.TrainingSize;

/**
 * Bytes that a run needs at its widest step.
 *
 * @param weights of the model
 * @param optimizer gradients and moments, and an adapter's own weights
 * @param activations what is kept for the way back, and the logits
 */
public record MemoryEstimate(long weights, long optimizer, long activations) {
  private static final int F32 = Float.BYTES;

  /** Logits in f32, their normalised form, their gradient, and the one being made. */
  private static final int LOGIT_COPIES = 4;

  /**
   * @param packed tokens of the longest packed pair
   * @param responses response tokens of the pair that has most
   */
  static MemoryEstimate of(TrainingSize size, DpoOptions options, long packed, long responses) {
    long trained = size.trained(options.lora());
    boolean adapter = options.lora().isPresent();
    int weightBytes = adapter ? options.precision().bytes() : Precision.F32.bytes();
    long layer = packed * size.activationsPerToken();
    long inputs = size.layers() * packed * size.hiddenSize();
    long states = options.recompute() ? layer + inputs : size.layers() * layer;
    long masks = packed * packed * (1 + F32);
    long logits = responses * size.vocabularySize() * LOGIT_COPIES * F32;
    return new MemoryEstimate(
        size.weights() * weightBytes,
        trained * F32 * (adapter ? 4 : 3),
        options.microBatch() * (states * options.precision().bytes() + masks + logits));
  }

  public long total() {
    return weights + optimizer + activations;
  }
}
