package io.emend.model.image;

import io.emend.error.EmendException;

/** Pillow's filters by their number in {@code preprocessor_config.json}. */
public enum Resampling {
  /** Mixes nothing: {@link PillowResize} takes the pixel under the middle. */
  NEAREST(0, 0) {
    @Override
    double weight(double x) {
      return 1;
    }
  },
  LANCZOS(1, 3) {
    @Override
    double weight(double x) {
      return Math.abs(x) < 3 ? sinc(x) * sinc(x / 3) : 0;
    }
  },
  BILINEAR(2, 1) {
    @Override
    double weight(double x) {
      return Math.max(0, 1 - Math.abs(x));
    }
  },
  BICUBIC(3, 2) {
    /** Keys' kernel; its terms in Pillow's order, since a gradient rounds at the last bit. */
    @Override
    double weight(double x) {
      double a = -0.5;
      double t = Math.abs(x);
      if (t < 1) {
        return ((a + 2) * t - (a + 3)) * t * t + 1;
      }
      return t < 2 ? (((t - 5) * t + 8) * t - 4) * a : 0;
    }
  };

  private final int number;
  private final double support;

  Resampling(int number, double support) {
    this.number = number;
    this.support = support;
  }

  static Resampling of(int number) {
    for (Resampling filter : values()) {
      if (filter.number == number) {
        return filter;
      }
    }
    throw EmendException.invalid("resample", "must be 0 to 3", number);
  }

  double support() {
    return support;
  }

  abstract double weight(double x);

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }
}
