package io.emend.model.image;

import io.emend.error.EmendException;

/**
 * What a picture may cost, checked on its header before anything is decoded.
 *
 * @param maxBytes encoded size
 * @param maxPixels width x height
 * @param maxSide longest width or height
 */
public record ImageLimits(long maxBytes, long maxPixels, int maxSide) {
  public static final ImageLimits DEFAULT = new ImageLimits(20L << 20, 40_000_000, 20_000);

  public ImageLimits {
    if (maxBytes < 1) {
      throw EmendException.invalid("maxBytes", "must be 1 or more", maxBytes);
    }
    if (maxPixels < 1) {
      throw EmendException.invalid("maxPixels", "must be 1 or more", maxPixels);
    }
    if (maxSide < 1) {
      throw EmendException.invalid("maxSide", "must be 1 or more", maxSide);
    }
  }
}
