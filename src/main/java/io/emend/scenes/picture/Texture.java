package io.emend.scenes.picture;

/** How a background goes from its first colour to its second. */
public enum Texture {
  /** The first colour everywhere. */
  FLAT,
  /** From the first at the top left to the second at the bottom right. */
  GRADIENT,
  /** Diagonal bands of one period. */
  STRIPES,
  /** Squares of one period. */
  CHECKS
}
