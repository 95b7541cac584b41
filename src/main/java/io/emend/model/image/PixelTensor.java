package io.emend.model.image;

import io.emend.error.EmendException;
import io.emend.model.PixelValues;

/** One picture of a fixed size: channel first (3, height, width), normalised. */
public record PixelTensor(String digest, int height, int width, float[] values)
    implements PixelValues {

  public PixelTensor {
    if (values.length != 3 * height * width) {
      throw EmendException.invalid("values", "must hold 3 x height x width numbers", values.length);
    }
  }
}
