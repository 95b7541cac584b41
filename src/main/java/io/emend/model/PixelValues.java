package io.emend.model;

import io.emend.error.EmendException;

/**
 * One picture as the vision tower wants it: channel first (3, height, width), normalised.
 *
 * @param digest SHA-256 of the picture's bytes in hex; equal digests mean equal pictures
 */
public record PixelValues(String digest, int height, int width, float[] values) {

  public PixelValues {
    if (values.length != 3 * height * width) {
      throw EmendException.invalid("values", "must hold 3 x height x width numbers", values.length);
    }
  }
}
