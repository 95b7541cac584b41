package io.emend.model.image;

import java.awt.image.BufferedImage;

/**
 * A picture, upright, in sRGB without alpha.
 *
 * @param pixels of type {@link BufferedImage#TYPE_INT_RGB}
 */
public record DecodedImage(ImageType type, BufferedImage pixels) {

  public String mediaType() {
    return type.mediaType();
  }

  public int width() {
    return pixels.getWidth();
  }

  public int height() {
    return pixels.getHeight();
  }
}
