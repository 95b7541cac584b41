package io.emend.model.image;

import io.emend.error.EmendException;

/**
 * What a picture may cost, checked on its header before anything is decoded.
 *
 * @param maxBytes encoded size
 * @param maxPixels width x height
 */
public record ImageLimits(long maxBytes, long maxPixels) {
  public static final ImageLimits DEFAULT = new ImageLimits(20L << 20, 40_000_000);

  public ImageLimits {
    if (maxBytes < 1) {
      throw EmendException.invalid("maxBytes", "must be 1 or more", maxBytes);
    }
    if (maxPixels < 1) {
      throw EmendException.invalid("maxPixels", "must be 1 or more", maxPixels);
    }
  }
}
