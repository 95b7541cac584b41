package io.emend.engine;

import static io.emend.error.EmendException.require;

/**
 * The engine's sizes.
 *
 * @param batch most requests decoded together
 * @param slots sequences that the cache holds; those beyond the batch keep what was read for later
 * @param queueCapacity requests that may wait; one more is refused
 * @param maxLength longest sequence, at most the model's context
 * @param prefillChunk tokens read between two decode steps of the others
 * @param pictureBytes features of pictures are kept up to so many bytes on the device
 */
public record EngineOptions(
    int batch, int slots, int queueCapacity, int maxLength, int prefillChunk, long pictureBytes) {
  public static final EngineOptions DEFAULT = new EngineOptions(8, 16, 256, 4096, 256, 128L << 20);

  public EngineOptions {
    require(batch >= 1, "batch", "must be 1 or more", batch);
    require(slots >= batch, "slots", "must be at least the batch of " + batch, slots);
    require(queueCapacity >= 1, "queueCapacity", "must be 1 or more", queueCapacity);
    require(maxLength >= 2, "maxLength", "must be 2 or more", maxLength);
    require(prefillChunk >= 1, "prefillChunk", "must be 1 or more", prefillChunk);
    require(pictureBytes >= 0, "pictureBytes", "must be 0 or more", pictureBytes);
  }
}
