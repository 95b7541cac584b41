package io.emend.scenes.picture;

import io.emend.error.EmendException;
import io.emend.scenes.Scene;

/**
 * What lies behind the objects.
 *
 * @param first 0xRRGGBB
 * @param second 0xRRGGBB
 * @param period width of a band or a square in pixels
 */
public record Background(Texture texture, int first, int second, int period) {
  private static final int WHITE = 0xFFFFFF;

  public Background {
    requireColor("first", first);
    requireColor("second", second);
    if (period < 1) {
      throw EmendException.invalid("period", "must be positive", period);
    }
  }

  private static void requireColor(String field, int rgb) {
    if (rgb < 0 || rgb > WHITE) {
      throw EmendException.invalid(field, "must be 0x000000 to 0xFFFFFF", Integer.toHexString(rgb));
    }
  }

  public Background under(Light light) {
    return new Background(texture, light.on(first), light.on(second), period);
  }

  /** The colour at a pixel as 0xRRGGBB. */
  public int rgb(int x, int y) {
    return switch (texture) {
      case FLAT -> first;
      case GRADIENT -> Pixels.blend(first, second, x + y, 2 * (Scene.SIDE - 1));
      case STRIPES -> (x + y) / period % 2 == 0 ? first : second;
      case CHECKS -> (x / period + y / period) % 2 == 0 ? first : second;
    };
  }
}
