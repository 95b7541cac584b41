package io.emend.training.dpo;

import io.emend.model.Precision;
import io.emend.model.preference.TrainingSize;

/**
 * Bytes that a run needs at its widest step. Held against the peak of resident memory with
 * emend-tiny, packed pairs of 180 tokens: 522 to 459 MiB for eight pairs at once, 364 to 353 where
 * layers are computed again, 299 to 261 for one pair, of which 213 are there before the first step.
 *
 * @param runtime of the JVM and libtorch
 * @param weights of the model
 * @param optimizer gradients and moments, and an adapter's own weights
 * @param activations what is kept for the way back, gradients on it, and the logits
 */
public record MemoryEstimate(long runtime, long weights, long optimizer, long activations) {
  private static final int F32 = Float.BYTES;
  private static final long RUNTIME = 256L << 20;

  /** Logits in f32, their normalised form, their gradient, and the one being made. */
  private static final int LOGIT_COPIES = 4;

  /** Scores, their normalised form and the gradients of both, in the layer at work. */
  private static final int SCORE_COPIES = 4;

  /**
   * @param packed tokens of the longest packed pair
   * @param responses response tokens of the pair that has most
   */
  public static MemoryEstimate of(
      TrainingSize size, DpoOptions options, long packed, long responses) {
    boolean adapter = options.lora().isPresent();
    int weightBytes = adapter ? options.precision().bytes() : Precision.F32.bytes();
    return new MemoryEstimate(
        RUNTIME,
        size.weights() * weightBytes,
        size.trained(options.lora()) * F32 * (adapter ? 4 : 3),
        options.microBatch() * activations(size, options, packed, responses));
  }

  /** Of one pair: what the layers keep, and the gradients of the layer at work. */
  private static long activations(
      TrainingSize size, DpoOptions options, long packed, long responses) {
    long layer = packed * size.activationsPerToken();
    long inputs = size.layers() * packed * size.hiddenSize();
    long states = layer + (options.recompute() ? layer + inputs : size.layers() * layer);
    long scores = (SCORE_COPIES + (options.recompute() ? 1L : size.layers())) * size.heads();
    long logits = responses * size.vocabularySize() * LOGIT_COPIES;
    return states * options.precision().bytes() + F32 * (packed * packed * scores + logits);
  }

  public long total() {
    return runtime + weights + optimizer + activations;
  }
}
