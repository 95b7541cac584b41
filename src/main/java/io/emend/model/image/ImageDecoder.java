package io.emend.model.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageReader;

/**
 * Decodes pictures from outside as Pillow's {@code exif_transpose(image).convert("RGB")} does: the
 * first frame, upright, samples as stored (no colour management), alpha dropped, high bytes of 16
 * bits. One difference is meant: Pillow clips 16-bit grey at 255, which turns most of it white.
 */
public final class ImageDecoder {
  private final ImageLimits limits;

  public ImageDecoder(ImageLimits limits) {
    this.limits = limits;
  }

  /**
   * @throws EmendException {@code image_unsupported}, {@code image_too_large}, {@code
   *     image_corrupt}
   */
  public DecodedImage decode(byte[] bytes) {
    if (bytes.length > limits.maxBytes()) {
      throw tooLarge("bytes", limits.maxBytes(), bytes.length);
    }
    ImageType type = ImageType.of(bytes);
    try {
      BufferedImage pixels = read(type, bytes);
      return new DecodedImage(type, Orientation.of(type, bytes).upright(pixels));
    } catch (EmendException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw corrupt(innermost(e));
    }
  }

  /** What a reader wraps has the sentence; the wrapper's has the name of a class as well. */
  private static String innermost(Throwable error) {
    Throwable cause = error;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }

  private BufferedImage read(ImageType type, byte[] bytes) throws IOException {
    byte[] data = PictureData.of(type, bytes);
    ImageReader reader = type.reader();
    ReadProgress progress = new ReadProgress();
    try (var input = new EndingImageStream(data)) {
      reader.setInput(input, true, true);
      checkSize(reader.getWidth(0), reader.getHeight(0));
      if (isLossyWebp(type, data)) {
        checkPixels(reader.getWidth(0), reader.getHeight(0), LossyWebp.MOST_PIXELS);
      }
      reader.addIIOReadWarningListener(progress);
      reader.addIIOReadProgressListener(progress);
      BufferedImage pixels =
          isLossyWebp(type, data)
              ? LossyWebp.read(input, reader.getWidth(0), reader.getHeight(0))
              : pixels(type, reader, data);
      if (progress.damage() != null) {
        throw corrupt(progress.damage());
      }
      return pixels;
    } finally {
      reader.dispose();
    }
  }

  private void checkSize(int width, int height) {
    if (Math.max(width, height) > limits.maxSide()) {
      throw tooLarge("pixels a side", limits.maxSide(), Math.max(width, height));
    }
    checkPixels(width, height, limits.maxPixels());
    if (width < 1 || height < 1) {
      throw corrupt("no pixels");
    }
  }

  private static void checkPixels(int width, int height, long most) {
    if ((long) width * height > most) {
      throw tooLarge("pixels", most, (long) width * height);
    }
  }

  private static boolean isLossyWebp(ImageType type, byte[] data) {
    return type == ImageType.WEBP && LossyWebp.is(data);
  }

  private BufferedImage pixels(ImageType type, ImageReader reader, byte[] bytes)
      throws IOException {
    if (type == ImageType.GIF) {
      GifFrame frame = GifFrame.of(bytes);
      checkSize(frame.canvasWidth(), frame.canvasHeight());
      return placed(frame, RgbConversion.of(reader.read(0)));
    }
    if (type == ImageType.JPEG) {
      JpegFrame frame = JpegFrame.of(bytes);
      if (frame.components() == 4) {
        Raster raster = reader.readRaster(0, null);
        return RgbConversion.fromCmyk(raster, frame.adobeTransform());
      }
    }
    return RgbConversion.of(reader.read(0));
  }

  private static BufferedImage placed(GifFrame frame, BufferedImage pixels) {
    BufferedImage canvas = RgbConversion.canvas(frame.canvasWidth(), frame.canvasHeight());
    int[] row = new int[frame.canvasWidth()];
    Arrays.fill(row, frame.fill());
    for (int y = 0; y < frame.canvasHeight(); y++) {
      canvas.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    canvas.getRaster().setRect(frame.left(), frame.top(), pixels.getRaster());
    return canvas;
  }

  private static EmendException tooLarge(String unit, long limit, long value) {
    String rule = "must have at most " + limit + " " + unit;
    return new EmendException(
        ErrorCode.IMAGE_TOO_LARGE,
        "image " + rule + ", has " + value,
        Map.of("field", "image", "rule", rule, "value", value));
  }

  private static EmendException corrupt(String why) {
    return new EmendException(
        ErrorCode.IMAGE_CORRUPT,
        "image must be whole and valid: " + why,
        Map.of("field", "image", "rule", "must be whole and valid"));
  }
}
