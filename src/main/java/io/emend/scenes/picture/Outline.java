package io.emend.scenes.picture;

import io.emend.scenes.SceneObject;

/**
 * Where an object covers the plane. Plain arithmetic in place of Java2D's rasterizer, whose
 * antialiasing may change from one JDK to the next.
 */
public sealed interface Outline {
  /** Whether the object covers the point {@code (dx, dy)} from its centre, in pixels. */
  boolean covers(double dx, double dy);

  public static Outline of(SceneObject object) {
    double radius = object.radius();
    return switch (object.shape()) {
      case CIRCLE -> new Disc(radius);
      case SQUARE -> new Box(0.88 * radius);
      case TRIANGLE -> Polygon.star(3, 1.1 * radius, 1.1 * radius);
      case STAR -> Polygon.star(10, 1.1 * radius, 0.45 * radius);
    };
  }

  /** A circle. */
  record Disc(double radius) implements Outline {
    @Override
    public boolean covers(double dx, double dy) {
      return dx * dx + dy * dy <= radius * radius;
    }
  }

  /** An upright square. */
  record Box(double half) implements Outline {
    @Override
    public boolean covers(double dx, double dy) {
      return Math.abs(dx) <= half && Math.abs(dy) <= half;
    }
  }

  /** A closed line through corners. */
  record Polygon(double[] xs, double[] ys) implements Outline {

    /** Corners at equal angles from the top, at the outer and the inner radius in turn. */
    static Polygon star(int corners, double outer, double inner) {
      double[] xs = new double[corners];
      double[] ys = new double[corners];
      for (int i = 0; i < corners; i++) {
        double angle = 2 * Math.PI * i / corners;
        double radius = i % 2 == 0 ? outer : inner;
        xs[i] = radius * StrictMath.sin(angle);
        ys[i] = -radius * StrictMath.cos(angle);
      }
      return new Polygon(xs, ys);
    }

    /** Even-odd rule: a ray to the right crosses the line an odd number of times. */
    @Override
    public boolean covers(double dx, double dy) {
      boolean inside = false;
      for (int i = 0, j = xs.length - 1; i < xs.length; j = i++) {
        boolean crosses = ys[i] > dy != ys[j] > dy;
        if (crosses && dx < (xs[j] - xs[i]) * (dy - ys[i]) / (ys[j] - ys[i]) + xs[i]) {
          inside = !inside;
        }
      }
      return inside;
    }
  }
}
