package io.emend.model.image;

import java.awt.image.BufferedImage;

/**
 * Resize as Pillow does it: two passes, each with antialiased weights in 22-bit fixed point and
 * rounding to 8 bits, so that pixels equal the reference's.
 */
final class PillowResize {
  private static final int PRECISION = 22;

  private PillowResize() {}

  /** The part of a target side that is wanted: {@code count} pixels of {@code size}. */
  record Span(int size, int start, int count) {

    /** The middle of a side; a crop of 0, or a longer one, keeps all of it. */
    static Span middle(int size, int crop) {
      boolean whole = crop == 0 || crop >= size;
      return whole ? new Span(size, 0, size) : new Span(size, (size - crop) / 2, crop);
    }
  }

  /** Computes no pixel outside the spans: a thin picture's long side may be millions. */
  static BufferedImage resize(BufferedImage image, Span width, Span height, Resampling filter) {
    Taps[] columns = taps(image.getWidth(), width, filter);
    Taps[] rows = taps(image.getHeight(), height, filter);
    int[] pixels =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    int[] done =
        verticalFirst(image, width, height)
            ? horizontal(
                vertical(pixels, image.getWidth(), rows), image.getWidth(), height.count(), columns)
            : vertical(
                horizontal(pixels, image.getWidth(), image.getHeight(), columns),
                width.count(),
                rows);
    BufferedImage resized = RgbConversion.canvas(width.count(), height.count());
    resized.setRGB(0, 0, width.count(), height.count(), done, 0, width.count());
    return resized;
  }

  /**
   * Pillow 13's order, which shows in the rounding: rows first where more than twice as many rows
   * as columns go. Before that version columns were always first.
   */
  private static boolean verticalFirst(BufferedImage image, Span width, Span height) {
    int rowsLost = image.getHeight() - height.size();
    int columnsLost = image.getWidth() - width.size();
    return rowsLost > 0 && rowsLost > 2L * columnsLost;
  }

  private static int[] horizontal(int[] in, int from, int rows, Taps[] taps) {
    int[] out = new int[taps.length * rows];
    for (int y = 0; y < rows; y++) {
      for (int x = 0; x < taps.length; x++) {
        out[y * taps.length + x] = taps[x].apply(in, y * from + taps[x].first, 1);
      }
    }
    return out;
  }

  private static int[] vertical(int[] in, int columns, Taps[] taps) {
    int[] out = new int[columns * taps.length];
    for (int y = 0; y < taps.length; y++) {
      for (int x = 0; x < columns; x++) {
        out[y * columns + x] = taps[y].apply(in, taps[y].first * columns + x, columns);
      }
    }
    return out;
  }

  private static Taps[] taps(int from, Span to, Resampling filter) {
    double scale = (double) from / to.size();
    if (filter == Resampling.NEAREST) {
      return nearest(from, to, scale);
    }
    double stretch = Math.max(scale, 1);
    double support = filter.support() * stretch;
    Taps[] taps = new Taps[to.count()];
    for (int i = 0; i < taps.length; i++) {
      double center = (to.start() + i + 0.5) * scale;
      int first = Math.max(0, (int) (center - support + 0.5));
      int end = Math.min(from, (int) (center + support + 0.5));
      double[] weights = new double[end - first];
      for (int k = 0; k < weights.length; k++) {
        weights[k] = filter.weight((k + first - center + 0.5) * (1 / stretch));
      }
      taps[i] = Taps.of(first, weights);
    }
    return taps;
  }

  /** Pillow adds up the places, and where the sum rounds decides which of two pixels is taken. */
  private static Taps[] nearest(int from, Span to, double scale) {
    Taps[] taps = new Taps[to.count()];
    double at = scale * 0.5;
    for (int i = 0; i < to.start() + to.count(); i++) {
      if (i >= to.start()) {
        taps[i - to.start()] = Taps.of(Math.min((int) at, from - 1), new double[] {1});
      }
      at += scale;
    }
    return taps;
  }

  /** The source pixels that one target pixel mixes. */
  private record Taps(int first, int[] weights) {

    static Taps of(int first, double[] weights) {
      double sum = 0;
      for (double weight : weights) {
        sum += weight;
      }
      int[] fixed = new int[weights.length];
      for (int k = 0; k < fixed.length; k++) {
        double scaled = weights[k] / sum * (1 << PRECISION);
        fixed[k] = (int) (scaled < 0 ? scaled - 0.5 : scaled + 0.5);
      }
      return new Taps(first, fixed);
    }

    int apply(int[] pixels, int at, int stride) {
      int r = 1 << PRECISION - 1;
      int g = r;
      int b = r;
      for (int k = 0; k < weights.length; k++) {
        int pixel = pixels[at + k * stride];
        r += (pixel >> 16 & 0xff) * weights[k];
        g += (pixel >> 8 & 0xff) * weights[k];
        b += (pixel & 0xff) * weights[k];
      }
      return clip(r) << 16 | clip(g) << 8 | clip(b);
    }

    private static int clip(int sum) {
      return Math.max(0, Math.min(255, sum >> PRECISION));
    }
  }
}
