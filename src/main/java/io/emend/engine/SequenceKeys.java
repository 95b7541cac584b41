package io.emend.engine;

import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import java.util.Arrays;

/**
 * What a sequence holds at each position: a text token's id, or for a picture's positions a
 * negative number made from its digest. Equal keys mean equal cache content.
 *
 * @param lastImageEnd position after the last picture, 0 without one
 */
record SequenceKeys(long[] keys, int imageTokens, Prompt prompt, int lastImageEnd) {

  static SequenceKeys of(Prompt prompt, int imageTokens) {
    long[] keys = Arrays.stream(prompt.tokens()).asLongStream().toArray();
    int end = 0;
    for (PlacedImage image : prompt.images()) {
      long seed = hash(image.pixels().digest());
      for (int i = 0; i < imageTokens; i++) {
        keys[image.offset() + i] = (seed + i) | Long.MIN_VALUE;
      }
      end = image.offset() + imageTokens;
    }
    return new SequenceKeys(keys, imageTokens, prompt, end);
  }

  /** FNV-1a over the digest's characters. */
  private static long hash(String digest) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < digest.length(); i++) {
      hash = (hash ^ digest.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  int length() {
    return keys.length;
  }

  /**
   * Positions of a slot that can be used as they are: its common prefix, cut back to where this
   * sequence would have stopped between chunks anyway, so that what is computed does not depend on
   * what happened to be cached. The whole of a slot may be used, which is how a second turn goes
   * on. The last position is always computed, for its logits.
   */
  int usable(Slot slot, int chunk) {
    int common = Arrays.mismatch(keys, 0, length(), slot.keys(), 0, slot.length());
    int match = Math.min(common < 0 ? length() : common, length() - 1);
    if (match == slot.length() && match >= lastImageEnd) {
      return match;
    }
    int boundary = 0;
    while (chunkEnd(boundary, chunk) <= match) {
      boundary = chunkEnd(boundary, chunk);
    }
    return boundary;
  }

  /** Where the chunk that starts at a position ends: pictures first and whole, then text. */
  int chunkEnd(int start, int chunk) {
    return start < lastImageEnd ? lastImageEnd : Math.min(length(), start + chunk);
  }
}
