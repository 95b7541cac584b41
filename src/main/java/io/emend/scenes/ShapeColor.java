package io.emend.scenes;

/** The colours of objects, as 0xRRGGBB before the small shift that every object gets. */
public enum ShapeColor implements Named {
  RED(0xD72828),
  GREEN(0x28AA3C),
  BLUE(0x2D50D7),
  YELLOW(0xEBD732),
  PURPLE(0x9132AF),
  ORANGE(0xF08C1E);

  private final int rgb;

  ShapeColor(int rgb) {
    this.rgb = rgb;
  }

  public int rgb() {
    return rgb;
  }
}
