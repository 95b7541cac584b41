package io.emend.scenes.picture;

import io.emend.error.EmendException;

/**
 * What lights a scene, as percent of each channel that reaches the camera: 100 of each is the white
 * light under which colours look as they are named.
 */
public record Light(int red, int green, int blue) {
  private static final int ALL = 100;

  /** Colours as they are named. */
  public static final Light WHITE = new Light(ALL, ALL, ALL);

  public Light {
    requirePercent("red", red);
    requirePercent("green", green);
    requirePercent("blue", blue);
  }

  private static void requirePercent(String field, int percent) {
    if (percent < 0 || percent > ALL) {
      throw EmendException.invalid(field, "must be 0 to 100 percent", percent);
    }
  }

  /** A colour under this light, both 0xRRGGBB. */
  public int on(int rgb) {
    return (rgb >> 16 & 0xFF) * red / ALL << 16
        | (rgb >> 8 & 0xFF) * green / ALL << 8
        | (rgb & 0xFF) * blue / ALL;
  }
}
