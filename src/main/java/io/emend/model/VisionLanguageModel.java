package io.emend.model;

import java.util.List;

/**
 * The maths of one loaded model on one device. Not thread-safe: exactly one thread, the engine's,
 * may call it. Logits come back as plain arrays of length {@link ModelProfile#vocabularySize()}.
 */
public interface VisionLanguageModel extends AutoCloseable {

  ModelProfile profile();

  /** Vision tower and projector: one picture (3, H, W) to features (imageTokens, hidden). */
  ImageFeatures encode(PixelValues pixels);

  /** A preallocated cache, per layer (slots, kvHeads, maxLength, headDim) for keys and values. */
  KvCache newCache(int slots, int maxLength);

  /**
   * Runs a chunk of one sequence through the model and appends it to the slot's cache.
   *
   * @param position length of the slot's cache before this chunk; what lies behind is overwritten
   * @param tokens (T) ids of the chunk; image positions carry the image token id
   * @param images features of the images whose tokens lie wholly in this chunk, in order
   * @return logits (vocabulary) that follow the last token of the chunk
   */
  float[] prefill(KvCache cache, int slot, int position, int[] tokens, List<ImageFeatures> images);

  /**
   * One step for several sequences: row i appends {@code tokens[i]} at {@code positions[i]} of slot
   * {@code slots[i]}. A row's logits do not depend on the other rows.
   *
   * @return logits (rows, vocabulary)
   */
  float[][] decode(KvCache cache, int[] slots, int[] positions, int[] tokens);

  @Override
  void close();
}
