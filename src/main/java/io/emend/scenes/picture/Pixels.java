package io.emend.scenes.picture;

/** Arithmetic on colours packed as 0xRRGGBB, in whole numbers so that every JVM agrees. */
public final class Pixels {
  private Pixels() {}

  /** {@code part / whole} of {@code above} over the rest of {@code below}, rounded. */
  static int blend(int below, int above, int part, int whole) {
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int low = below >> shift & 0xFF;
      int high = above >> shift & 0xFF;
      rgb |= (low * (whole - part) + high * part + whole / 2) / whole << shift;
    }
    return rgb;
  }

  /** Adds one shift to each channel, red first, and keeps it within a byte. */
  public static int shifted(int rgb, int red, int green, int blue) {
    return clamp((rgb >> 16 & 0xFF) + red) << 16
        | clamp((rgb >> 8 & 0xFF) + green) << 8
        | clamp((rgb & 0xFF) + blue);
  }

  static int grey(int level) {
    return level << 16 | level << 8 | level;
  }

  private static int clamp(int level) {
    return Math.max(0, Math.min(255, level));
  }
}
