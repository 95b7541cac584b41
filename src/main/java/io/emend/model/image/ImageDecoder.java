package io.emend.model.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes pictures from outside as Pillow's {@code exif_transpose(image).convert("RGB")} does: the
 * first frame, upright, samples as stored (no colour management), alpha dropped, high bytes of 16
 * bits.
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
      return new DecodedImage(type, Orientation.of(bytes).upright(pixels));
    } catch (EmendException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw corrupt(e.getClass().getSimpleName());
    }
  }

  private BufferedImage read(ImageType type, byte[] bytes) throws IOException {
    ImageReader reader = type.reader();
    AtomicReference<String> warning = new AtomicReference<>();
    try (var input = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
      reader.setInput(input, true, false);
      checkSize(reader);
      reader.addIIOReadWarningListener((source, text) -> warning.set(text));
      BufferedImage pixels = pixels(type, reader, bytes);
      if (warning.get() != null && warning.get().contains("remature")) {
        throw corrupt(warning.get());
      }
      return pixels;
    } finally {
      reader.dispose();
    }
  }

  private void checkSize(ImageReader reader) throws IOException {
    long pixels = (long) reader.getWidth(0) * reader.getHeight(0);
    if (pixels > limits.maxPixels()) {
      throw tooLarge("pixels", limits.maxPixels(), pixels);
    }
    if (pixels < 1) {
      throw corrupt("no pixels");
    }
  }

  private static BufferedImage pixels(ImageType type, ImageReader reader, byte[] bytes)
      throws IOException {
    if (type == ImageType.JPEG) {
      JpegFrame frame = JpegFrame.of(bytes);
      if (frame.components() == 4) {
        Raster raster = reader.readRaster(0, null);
        return RgbConversion.fromCmyk(raster, frame.adobeTransform());
      }
    }
    return RgbConversion.of(reader.read(0));
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
