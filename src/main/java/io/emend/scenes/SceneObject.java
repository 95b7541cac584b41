package io.emend.scenes;

import io.emend.error.EmendException;

/**
 * One object of a scene.
 *
 * @param rgb the colour it is painted in, 0xRRGGBB, close to {@code color}
 * @param x centre from the left, in pixels
 * @param y centre from the top, in pixels
 * @param radius of the circle around it, in pixels
 */
public record SceneObject(
    ShapeColor color, ShapeKind shape, ShapeSize size, int rgb, int x, int y, int radius) {

  public SceneObject {
    if (radius < 1) {
      throw EmendException.invalid("radius", "must be positive", radius);
    }
    requireInside("x", x, radius);
    requireInside("y", y, radius);
  }

  private static void requireInside(String field, int centre, int radius) {
    if (centre < radius || centre > Scene.SIDE - radius) {
      String rule = "must be " + radius + " to " + (Scene.SIDE - radius);
      throw EmendException.invalid(field, rule, centre);
    }
  }

  /** The third of the picture in which the centre lies. */
  public Cell cell() {
    return Cell.at(x, y);
  }

  /** For example "red circle". */
  public String name() {
    return color.word() + " " + shape.word();
  }

  /** For example "big red circle". */
  public String fullName() {
    return size.word() + " " + name();
  }

  /** For example "at the top left". */
  public String place() {
    return "at the " + cell().word();
  }

  public boolean sameName(SceneObject other) {
    return color == other.color && shape == other.shape;
  }
}
