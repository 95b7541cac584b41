package io.emend.model.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;

/**
 * The image processor of a checkpoint, from {@code preprocessor_config.json} (or the part of {@code
 * processor_config.json} that newer checkpoints have): resize, centre crop, rescale, normalise as
 * transformers' CLIP and SigLIP processors do.
 *
 * @param padToSquare whether a picture is first made square by borders in the mean colour
 * @param shortestEdge target of the shorter side, 0 when {@code height} and {@code width} are given
 * @param cropHeight 0 without a crop
 */
public record ImageProcessor(
    boolean padToSquare,
    boolean resize,
    int shortestEdge,
    int height,
    int width,
    Resampling resample,
    int cropHeight,
    int cropWidth,
    double rescaleFactor,
    float[] mean,
    float[] std) {
  /** A thin picture would otherwise take the square of its length in memory. */
  private static final int LONGEST_SQUARE = 8192;

  /**
   * As CLIP's and SigLIP's processors read it.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  public static ImageProcessor read(Path directory) {
    return PreprocessorConfig.read(directory, Set.of()).processor();
  }

  /**
   * As {@link #read(Path)}, for a tower that takes one size.
   *
   * @param padding other types that are read, whose {@code do_pad} makes pictures square
   * @param side of the pictures that the tower takes
   * @throws io.emend.error.EmendException {@code model_invalid} where pictures come out otherwise
   */
  public static ImageProcessor read(Path directory, Set<String> padding, int side) {
    return PreprocessorConfig.read(directory, padding).processor(side);
  }

  /** Whether pictures come out in the size in which they came. */
  public boolean keepsSize() {
    return !resize && cropHeight == 0;
  }

  /**
   * What no step mends must be right as it comes.
   *
   * @throws EmendException {@code invalid_value} for a picture of another size, naming both
   */
  public void requireSize(BufferedImage image, int side) {
    int longer = Math.max(image.getWidth(), image.getHeight());
    int height = padToSquare ? longer : image.getHeight();
    int width = padToSquare ? longer : image.getWidth();
    if (keepsSize() && (height != side || width != side)) {
      String rule = "must be %d x %d pixels, since this model resizes none".formatted(side, side);
      throw EmendException.invalid("image", rule, image.getWidth() + " x " + image.getHeight());
    }
  }

  /** All of them as a text: arrays say what they hold. */
  @Override
  public String toString() {
    return "pad %s, resize %s to %d or %d x %d by %s, crop %d x %d, rescale %s, mean %s, std %s"
        .formatted(
            padToSquare,
            resize,
            shortestEdge,
            height,
            width,
            resample,
            cropHeight,
            cropWidth,
            rescaleFactor,
            Arrays.toString(mean),
            Arrays.toString(std));
  }

  /**
   * @param digest SHA-256 of the picture's bytes, carried along
   * @return (3, height, width)
   */
  public PixelTensor process(BufferedImage image, String digest) {
    BufferedImage whole = padToSquare ? squared(image) : image;
    BufferedImage sized = resize ? resized(whole) : whole;
    int outHeight = cropHeight > 0 ? cropHeight : sized.getHeight();
    int outWidth = cropWidth > 0 ? cropWidth : sized.getWidth();
    int top = Math.floorDiv(sized.getHeight() - outHeight, 2);
    int left = Math.floorDiv(sized.getWidth() - outWidth, 2);
    float[] values = new float[3 * outHeight * outWidth];
    for (int y = 0; y < outHeight; y++) {
      for (int x = 0; x < outWidth; x++) {
        int pixel = pixelOrBlack(sized, x + left, y + top);
        for (int c = 0; c < 3; c++) {
          int sample = pixel >> 16 - 8 * c & 0xff;
          values[(c * outHeight + y) * outWidth + x] = normalized(sample, c);
        }
      }
    }
    return new PixelTensor(digest, outHeight, outWidth, values);
  }

  /** Liu et al. 2023: the picture in the middle of a square. */
  private BufferedImage squared(BufferedImage image) {
    int side = Math.max(image.getWidth(), image.getHeight());
    if (side > LONGEST_SQUARE) {
      throw new EmendException(
          ErrorCode.IMAGE_TOO_LARGE,
          "image must have at most " + LONGEST_SQUARE + " pixels a side to be padded",
          Map.of("field", "image", "value", side));
    }
    int top = (side - image.getHeight()) / 2;
    int left = (side - image.getWidth()) / 2;
    int border = (int) (mean[0] * 255) << 16 | (int) (mean[1] * 255) << 8 | (int) (mean[2] * 255);
    BufferedImage square = RgbConversion.canvas(side, side);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        boolean inside =
            x >= left && y >= top && x < left + image.getWidth() && y < top + image.getHeight();
        square.setRGB(x, y, inside ? image.getRGB(x - left, y - top) : border);
      }
    }
    return square;
  }

  private BufferedImage resized(BufferedImage image) {
    int toHeight = height;
    int toWidth = width;
    if (shortestEdge > 0) {
      int shorter = Math.min(image.getWidth(), image.getHeight());
      int longer = Math.max(image.getWidth(), image.getHeight());
      int toLonger = (int) ((double) shortestEdge * longer / shorter);
      boolean portrait = image.getHeight() >= image.getWidth();
      toHeight = portrait ? toLonger : shortestEdge;
      toWidth = portrait ? shortestEdge : toLonger;
    }
    return PillowResize.resize(
        image,
        PillowResize.Span.middle(toWidth, cropWidth),
        PillowResize.Span.middle(toHeight, cropHeight),
        resample);
  }

  /** A crop larger than the picture is filled up with black. */
  private static int pixelOrBlack(BufferedImage image, int x, int y) {
    boolean inside = x >= 0 && y >= 0 && x < image.getWidth() && y < image.getHeight();
    return inside ? image.getRGB(x, y) : 0;
  }

  private float normalized(int sample, int channel) {
    float rescaled = (float) (sample * rescaleFactor);
    return (rescaled - mean[channel]) / std[channel];
  }
}
