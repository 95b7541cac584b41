package io.emend.engine.cache;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.Chunk;
import io.emend.model.ImageFeatures;
import io.emend.model.PixelValues;
import io.emend.model.Prompt;
import io.emend.model.Prompt.PlacedImage;
import io.emend.model.Prompt.Span;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a sequence holds at each position: a text token's id, or for a picture's positions a
 * negative number made from its digest. Equal keys under the same adapter mean equal cache content.
 *
 * @param adapter whose keys and values a cache holds of it, empty for the base model
 * @param lastImageEnd position after the last picture, 0 without one
 */
public record SequenceKeys(long[] keys, Prompt prompt, int lastImageEnd, Optional<String> adapter) {

  public static SequenceKeys of(Prompt prompt, Optional<String> adapter) {
    long[] keys = Arrays.stream(prompt.tokens()).asLongStream().toArray();
    int end = 0;
    for (PlacedImage image : prompt.images()) {
      long seed = hash(image.pixels().digest());
      for (Span span : image.spans()) {
        for (int i = span.start(); i < span.end(); i++) {
          keys[i] = seed++ | Long.MIN_VALUE;
        }
      }
      end = image.end();
    }
    return new SequenceKeys(keys, prompt, end, adapter);
  }

  /** FNV-1a over the digest's characters. */
  private static long hash(String digest) {
    long hash = 0xcbf29ce484222325L;
    for (int i = 0; i < digest.length(); i++) {
      hash = (hash ^ digest.charAt(i)) * 0x100000001b3L;
    }
    return hash;
  }

  /** A prompt of the context's whole length would leave no room for an answer. */
  public void requireShorterThan(int limit) {
    if (length() >= limit) {
      int images = prompt.imageTokens();
      throw new EmendException(
          ErrorCode.CONTEXT_TOO_LONG,
          "prompt has %d tokens, %d of them for images; the context holds %d, one kept for the answer"
              .formatted(length(), images, limit),
          Map.of("tokens", length(), "imageTokens", images, "limit", limit));
    }
  }

  public int length() {
    return keys.length;
  }

  /**
   * What is read from one position up to another, between which pictures' spans lie whole.
   *
   * @param features of a picture
   */
  public Chunk chunk(int start, int end, Function<PixelValues, ImageFeatures> features) {
    List<Chunk.Features> images = new ArrayList<>();
    for (PlacedImage image : prompt.images()) {
      int from = 0;
      for (Span span : image.spans()) {
        if (span.start() >= start && span.start() < end) {
          images.add(new Chunk.Features(features.apply(image.pixels()), from, span.length()));
        }
        from += span.length();
      }
    }
    int[] tokens = Arrays.copyOfRange(prompt.tokens(), start, end);
    return new Chunk(start, tokens, prompt.positions().slice(start, end), images);
  }

  /**
   * Positions of a slot that can be used as they are: its common prefix, cut back to where this
   * sequence would have stopped between chunks anyway, so that what is computed does not depend on
   * what happened to be cached. The whole of a slot may be used, which is how a second turn goes
   * on. The last position is always computed, for its logits.
   */
  int usable(Slot slot, int chunk) {
    if (!slot.adapter().equals(adapter)) {
      return 0;
    }
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

  /**
   * Where the chunk that starts at a position ends: pictures first, then text. No span of a picture
   * is divided, since its tokens may attend to each other both ways.
   */
  public int chunkEnd(int start, int chunk) {
    if (start >= lastImageEnd) {
      return Math.min(length(), start + chunk);
    }
    int end = Math.min(lastImageEnd, start + chunk);
    for (PlacedImage image : prompt.images()) {
      for (Span span : image.spans()) {
        if (span.start() < end && end < span.end()) {
          return span.end();
        }
      }
    }
    return end;
  }
}
