package io.emend.model.image;

import static io.emend.error.EmendException.require;

/** Of a picture, in pixels. */
public record ImageSize(int height, int width) {

  public ImageSize {
    require(height >= 1, "height", "must be 1 or more", height);
    require(width >= 1, "width", "must be 1 or more", width);
  }
}
