package io.emend.model.image;

import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;

/**
 * Samples to 8-bit RGB as Pillow converts them. Java2D's own conversions apply colour profiles and
 * the gamma of its grey colour space, which the reference does not.
 */
final class RgbConversion {
  private RgbConversion() {}

  static BufferedImage of(BufferedImage image) {
    ColorModel model = image.getColorModel();
    BufferedImage rgb = canvas(image.getWidth(), image.getHeight());
    Raster raster = image.getRaster();
    int[] sample = new int[raster.getNumBands()];
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        raster.getPixel(x, y, sample);
        int pixel =
            model instanceof IndexColorModel palette
                ? palette.getRGB(sample[0])
                : packed(sample, model);
        rgb.setRGB(x, y, pixel);
      }
    }
    return rgb;
  }

  private static int packed(int[] sample, ColorModel model) {
    if (sample.length < 3) {
      int grey = eightBits(sample[0], model.getComponentSize(0));
      return pack(grey, grey, grey);
    }
    return pack(
        eightBits(sample[0], model.getComponentSize(0)),
        eightBits(sample[1], model.getComponentSize(1)),
        eightBits(sample[2], model.getComponentSize(2)));
  }

  private static int eightBits(int sample, int bits) {
    return bits > 8 ? sample >> (bits - 8) : sample * 255 / ((1 << bits) - 1);
  }

  /**
   * Adobe stores inks inverted, so that a stored sample is the light that the ink lets through.
   * Without Adobe's marker the samples are inks.
   *
   * @param transform 2 when the first three samples are YCbCr of the ink
   */
  static BufferedImage fromCmyk(Raster raster, int transform) {
    BufferedImage rgb = canvas(raster.getWidth(), raster.getHeight());
    int[] s = new int[4];
    for (int y = 0; y < raster.getHeight(); y++) {
      for (int x = 0; x < raster.getWidth(); x++) {
        raster.getPixel(x, y, s);
        if (transform == 2) {
          inkToLight(s);
        } else if (transform < 0) {
          invert(s);
        }
        rgb.setRGB(x, y, pack(times(s[0], s[3]), times(s[1], s[3]), times(s[2], s[3])));
      }
    }
    return rgb;
  }

  private static void inkToLight(int[] s) {
    double y = s[0];
    double cb = s[1] - 128;
    double cr = s[2] - 128;
    s[0] = 255 - clip(y + 1.402 * cr);
    s[1] = 255 - clip(y - 0.344136 * cb - 0.714136 * cr);
    s[2] = 255 - clip(y + 1.772 * cb);
  }

  private static void invert(int[] s) {
    for (int i = 0; i < s.length; i++) {
      s[i] = 255 - s[i];
    }
  }

  private static int times(int light, int black) {
    int product = (255 - light) * black + 128;
    return black - ((product >> 8) + product >> 8);
  }

  private static int clip(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  private static int pack(int r, int g, int b) {
    return r << 16 | g << 8 | b;
  }

  static BufferedImage canvas(int width, int height) {
    return new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
  }
}
