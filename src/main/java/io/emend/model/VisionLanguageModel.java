package io.emend.model;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The maths of one loaded model on one device. Not thread-safe: exactly one thread, the engine's,
 * may call it. Logits come back as plain arrays of length {@link ModelProfile#vocabularySize()}.
 */
public interface VisionLanguageModel extends AutoCloseable {

  ModelProfile profile();

  /** Vision tower and connector: one picture to features (tokens, hidden). */
  ImageFeatures encode(PixelValues pixels);

  /** Bytes of the cache that {@link #newCache} makes of the same sizes. */
  long cacheBytes(int slots, int maxLength);

  /** A preallocated cache, per layer (slots, kvHeads, maxLength, headDim) for keys and values. */
  KvCache newCache(int slots, int maxLength);

  /**
   * Loads a PEFT directory beside the base model.
   *
   * @param id by which {@link #prefill} and {@link #decode} call it; one of that id is replaced
   * @throws io.emend.error.EmendException {@code model_invalid}, naming field or tensor, when it
   *     does not fit this model wholly
   */
  void loadAdapter(String id, Path directory);

  /** Frees an adapter; what a cache holds of it must not be used again. */
  void unloadAdapter(String id);

  /**
   * Runs a chunk of one sequence through the model and appends it to the slot's cache.
   *
   * @param adapter loaded adapter, empty for the base model
   * @return logits (vocabulary) that follow the last token of the chunk
   */
  float[] prefill(KvCache cache, int slot, Chunk chunk, Optional<String> adapter);

  /**
   * One step for several sequences. A row's logits do not depend on the other rows.
   *
   * @param adapter loaded adapter of all rows, empty for the base model
   * @return logits (rows, vocabulary)
   */
  float[][] decode(KvCache cache, DecodeRows rows, Optional<String> adapter);

  @Override
  void close();
}
