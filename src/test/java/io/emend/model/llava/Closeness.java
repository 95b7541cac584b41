package io.emend.model.llava;

/** How far numbers are from the reference's. */
final class Closeness {
  private Closeness() {}

  /** The largest difference; infinite when lengths differ or a number is not finite. */
  static double largest(float[] actual, float[] expected) {
    double largest = actual.length == expected.length ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < expected.length && largest < Double.POSITIVE_INFINITY; i++) {
      boolean finite = Float.isFinite(actual[i]);
      double difference = finite ? Math.abs(actual[i] - expected[i]) : Double.POSITIVE_INFINITY;
      largest = Math.max(largest, difference);
    }
    return largest;
  }

  static double mean(float[] actual, float[] expected) {
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      sum += Math.abs(actual[i] - expected[i]);
    }
    return sum / expected.length;
  }

  /** The largest difference as a part of the largest expected value. */
  static double relative(float[] actual, float[] expected) {
    double scale = 0;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    return largest(actual, expected) / scale;
  }
}
