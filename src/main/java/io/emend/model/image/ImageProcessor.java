package io.emend.model.image;

import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import io.emend.model.config.ConfigNode;
import io.emend.model.config.KnownFields;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

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

  /** Transformers has each in several implementations, which compute the same. */
  private static final Pattern IMPLEMENTATION = Pattern.compile("(?:Fast|Pil)$");

  /** Processors whose steps these are. */
  private static final Set<String> TYPES =
      Set.of("CLIPImageProcessor", "SiglipImageProcessor", "CLIPFeatureExtractor");

  /** What is read, and what says nothing of the pixels: bookkeeping and tensors' places. */
  private static final KnownFields FIELDS =
      new KnownFields(
          Set.of(
              "_valid_processor_keys",
              "auto_map",
              "crop_size",
              "data_format",
              "default_to_square",
              "device",
              "disable_grouping",
              "do_center_crop",
              "do_convert_rgb",
              "do_normalize",
              "do_pad",
              "do_rescale",
              "do_resize",
              "feature_extractor_type",
              "image_mean",
              "image_processor_type",
              "image_seq_length",
              "image_std",
              "input_data_format",
              "num_additional_image_tokens",
              "patch_size",
              "processor_class",
              "resample",
              "rescale_factor",
              "return_tensors",
              "size",
              "vision_feature_select_strategy"),
          Map.of());

  /**
   * As CLIP's and SigLIP's processors read it.
   *
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  public static ImageProcessor read(Path directory) {
    return read(directory, Set.of());
  }

  /**
   * As {@link #read(Path)}.
   *
   * @param padding other types that are read, whose {@code do_pad} makes pictures square
   */
  public static ImageProcessor read(Path directory, Set<String> padding) {
    ConfigNode root = settings(directory);
    String type = type(root, padding);
    ConfigNode size = root.at("size");
    boolean byEdge = size.json().isInt() || size.at("shortest_edge").exists();
    ConfigNode edge = size.json().isInt() ? size : size.at("shortest_edge");
    boolean crops = root.at("do_center_crop").flag(root.at("crop_size").exists());
    ConfigNode crop = root.at("crop_size");
    if (size.json().isInt() && root.at("default_to_square").flag(false)) {
      throw size.broken("must be an object with default_to_square", size.json());
    }
    if (byEdge && !crops) {
      throw crop.broken("must be given with size.shortest_edge", crop.json());
    }
    boolean squareCrop = crop.json().isInt();
    boolean normalizes = root.at("do_normalize").flag(true);
    return new ImageProcessor(
        root.at("do_pad").flag(false) && padding.contains(type),
        root.at("do_resize").flag(true),
        byEdge ? edge.integer(1) : 0,
        byEdge ? 0 : size.at("height").integer(1),
        byEdge ? 0 : size.at("width").integer(1),
        resampling(root.at("resample")),
        crops ? (squareCrop ? crop : crop.at("height")).integer(1) : 0,
        crops ? (squareCrop ? crop : crop.at("width")).integer(1) : 0,
        root.at("do_rescale").flag(true) ? root.at("rescale_factor").number(1 / 255.0) : 1,
        normalizes ? three(root.at("image_mean")) : new float[] {0, 0, 0},
        normalizes ? positive(root.at("image_std")) : new float[] {1, 1, 1});
  }

  /** Pictures of another processor would look right and be seen wrong. */
  private static String type(ConfigNode root, Set<String> padding) {
    ConfigNode field = root.at("image_processor_type");
    String type = IMPLEMENTATION.matcher(field.text("")).replaceFirst("");
    if (field.exists() && !TYPES.contains(type) && !padding.contains(type)) {
      Set<String> known = new TreeSet<>(TYPES);
      known.addAll(padding);
      throw field.broken("must be one of " + String.join(", ", known), field.text(""));
    }
    FIELDS.check(root);
    return type;
  }

  /**
   * @throws io.emend.error.EmendException {@code model_invalid} where pictures come out otherwise
   */
  public void requireSide(int side) {
    int outHeight = cropHeight > 0 ? cropHeight : resize ? height : side;
    int outWidth = cropWidth > 0 ? cropWidth : resize ? width : side;
    if (outHeight != side || outWidth != side) {
      throw EmendException.invalidModel(
          "preprocessor_config.json",
          cropHeight > 0 ? "crop_size" : "size",
          "must be %d x %d, as image_size of vision_config".formatted(side, side),
          outHeight + " x " + outWidth);
    }
  }

  /** As in transformers, the part of a processor's file counts before a file of its own. */
  private static ConfigNode settings(Path directory) {
    Path processor = directory.resolve("processor_config.json");
    if (Files.isRegularFile(processor)) {
      ConfigNode nested = ConfigNode.read(processor).at("image_processor");
      if (nested.exists()) {
        return nested;
      }
    }
    return ConfigNode.read(directory.resolve("preprocessor_config.json"));
  }

  private static Resampling resampling(ConfigNode node) {
    int number = node.integer(0, 3);
    if (number > 3) {
      throw node.broken("must be 0 to 3", number);
    }
    return Resampling.of(number);
  }

  private static float[] three(ConfigNode node) {
    if (!node.json().isArray() || node.json().size() != 3) {
      throw node.broken("must be a list of 3 numbers", node.json());
    }
    float[] values = new float[3];
    for (int i = 0; i < 3; i++) {
      if (!node.json().get(i).isNumber()) {
        throw node.broken("must be a list of 3 numbers", node.json());
      }
      values[i] = (float) node.json().get(i).asDouble();
    }
    return values;
  }

  private static float[] positive(ConfigNode node) {
    float[] values = three(node);
    for (float value : values) {
      if (!(value > 0)) {
        throw node.broken("must be over 0", node.json());
      }
    }
    return values;
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
