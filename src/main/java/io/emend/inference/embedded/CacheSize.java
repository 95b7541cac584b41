package io.emend.inference.embedded;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.inference.InferenceConfig;
import io.emend.model.ModelProfile;
import io.emend.model.VisionLanguageModel;
import java.util.Map;

/**
 * What weights and key-value cache of one copy of the model take.
 *
 * @param weights in bytes
 * @param slots sequences that the cache holds
 * @param length of each in tokens
 * @param slotBytes that each takes
 */
record CacheSize(long weights, int slots, int length, long slotBytes) {
  /** For activations, pictures and the JVM's own growth. */
  static final long RESERVE = 256L << 20;

  private static final long MEBIBYTE = 1L << 20;

  /** As it is configured. */
  static CacheSize wanted(VisionLanguageModel model, InferenceConfig config) {
    ModelProfile profile = model.profile();
    int length = Math.min(config.maxLength(), profile.contextLength());
    return new CacheSize(
        profile.parameters() * profile.precision().bytes(),
        config.slots(),
        length,
        model.cacheBytes(1, length));
  }

  /**
   * With as many slots as fit, at least the batch.
   *
   * @param free bytes for the caches of all copies
   * @throws EmendException {@code memory_insufficient}, naming settings
   */
  CacheSize within(long free, InferenceConfig config) {
    long fit = Math.max(0, free - RESERVE) / config.replicas() / slotBytes;
    if (fit >= slots) {
      return this;
    }
    if (fit < config.batch()) {
      throw tooLarge(
          config, mebibytes(free) + " are free, of which " + mebibytes(RESERVE) + " stay");
    }
    return new CacheSize(weights, (int) fit, length, slotBytes);
  }

  /**
   * @param why it does not fit
   */
  EmendException tooLarge(InferenceConfig config, String why) {
    String detail =
        ("a KV cache for a batch of %d sequences of %d tokens takes %s%s, and %s: lower"
                + " emend.inference.batch, emend.inference.max-length or emend.inference.replicas")
            .formatted(
                config.batch(),
                length,
                mebibytes(config.batch() * slotBytes),
                config.replicas() == 1 ? "" : " for each of " + config.replicas() + " copies",
                why);
    return new EmendException(
        ErrorCode.MEMORY_INSUFFICIENT,
        detail,
        Map.of("field", "emend.inference.batch", "needed", config.batch() * slotBytes));
  }

  private static String mebibytes(long bytes) {
    return (bytes + MEBIBYTE - 1) / MEBIBYTE + " MiB";
  }

  /** As a line of the log has it. */
  @Override
  public String toString() {
    return "weights take %s, the KV cache %s (%d slots of %d tokens)"
        .formatted(mebibytes(weights), mebibytes(slots * slotBytes), slots, length);
  }
}
