package io.emend.model.image;

import io.emend.model.config.ConfigNode;
import io.emend.model.config.KnownFields;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * {@code preprocessor_config.json}, or the part of {@code processor_config.json} that newer
 * checkpoints have, with what transformers assumes where it says nothing.
 *
 * @param type of the processor, without the name of its implementation; empty for the family's own
 * @param padding types whose {@code do_pad} makes pictures square
 */
record PreprocessorConfig(ConfigNode root, String type, Set<String> padding) {
  /** Transformers has each in several implementations, which compute the same. */
  private static final Pattern IMPLEMENTATION = Pattern.compile("(?:Fast|Pil)$");

  private static final Set<String> SIDES = Set.of("height", "width");
  private static final String SIGLIP = "SiglipImageProcessor";

  /** Processors whose steps these are. */
  private static final Set<String> TYPES = Set.of("CLIPImageProcessor", SIGLIP);

  /** What is read, and what says nothing of the pixels: bookkeeping and tensors' places. */
  private static final KnownFields FIELDS =
      KnownFields.of(
          Set.of(
              "crop_size",
              "default_to_square",
              "do_center_crop",
              "do_convert_rgb",
              "do_normalize",
              "do_pad",
              "do_rescale",
              "do_resize",
              "feature_extractor_type",
              "image_mean",
              "image_processor_type",
              "image_std",
              "resample",
              "rescale_factor",
              "size"),
          Set.of(
              "_valid_processor_keys",
              "auto_map",
              "data_format",
              "device",
              "disable_grouping",
              "image_seq_length",
              "input_data_format",
              "num_additional_image_tokens",
              "patch_size",
              "processor_class",
              "return_tensors",
              "vision_feature_select_strategy"),
          Map.of());

  static PreprocessorConfig read(Path directory, Set<String> padding) {
    ConfigNode root = settings(directory);
    PreprocessorConfig config = new PreprocessorConfig(root, type(root, padding), padding);
    FIELDS.check(root);
    return config;
  }

  /** As in transformers, the part of a processor's file counts before a file of its own. */
  private static ConfigNode settings(Path directory) {
    Path processor = directory.resolve("processor_config.json");
    if (Files.isRegularFile(processor)) {
      ConfigNode nested = ConfigNode.read(processor).part("image_processor");
      if (nested.exists()) {
        return nested;
      }
    }
    return ConfigNode.read(directory.resolve("preprocessor_config.json"));
  }

  /** Pictures of another processor would look right and be seen wrong. */
  private static String type(ConfigNode root, Set<String> padding) {
    ConfigNode older = root.at("feature_extractor_type");
    ConfigNode field =
        root.at("image_processor_type").exists() || !older.exists()
            ? root.at("image_processor_type")
            : older;
    String type =
        IMPLEMENTATION
            .matcher(field.text("").replace("FeatureExtractor", "ImageProcessor"))
            .replaceFirst("");
    if (field.exists() && !TYPES.contains(type) && !padding.contains(type)) {
      Set<String> known = new TreeSet<>(TYPES);
      known.addAll(padding);
      throw field.broken("must be one of " + String.join(", ", known), field.text(""));
    }
    return type;
  }

  /**
   * @throws io.emend.error.EmendException {@code model_invalid}, naming file and field
   */
  ImageProcessor processor() {
    checkConversion();
    boolean resizes = root.at("do_resize").flag(true);
    int edge = resizes ? edge() : 0;
    boolean toSides = resizes && edge == 0;
    boolean crops = crops();
    boolean normalizes = root.at("do_normalize").flag(true);
    if (edge > 0 && !crops) {
      throw root.at("do_center_crop").broken("must be true with size.shortest_edge", false);
    }
    return new ImageProcessor(
        root.at("do_pad").flag(false) && (type.isEmpty() || padding.contains(type)),
        resizes,
        edge,
        toSides ? side("size", "height") : 0,
        toSides ? side("size", "width") : 0,
        resampling(),
        crops ? side("crop_size", "height") : 0,
        crops ? side("crop_size", "width") : 0,
        root.at("do_rescale").flag(true) ? root.at("rescale_factor").positive(1 / 255.0) : 1,
        normalizes ? three(root.at("image_mean")) : new float[] {0, 0, 0},
        normalizes ? positive(root.at("image_std")) : new float[] {1, 1, 1});
  }

  /** Pictures are RGB when they come here, which leaves nothing to convert. */
  private void checkConversion() {
    root.at("do_convert_rgb").flag(true);
  }

  /** What a processor does that says nothing: SigLIP's crops nothing, whatever its size. */
  private boolean crops() {
    boolean crops = root.at("do_center_crop").flag(!type.equals(SIGLIP));
    if (crops && !root.at("crop_size").exists()) {
      throw root.at("crop_size").broken("must be given unless do_center_crop is false", "absent");
    }
    return crops;
  }

  /** The target of the shorter side; 0 where both sides are given. */
  private int edge() {
    ConfigNode size = root.at("size");
    if (size.json().isNumber()) {
      if (root.at("default_to_square").flag(false)) {
        throw size.broken("must be an object with default_to_square", size.json());
      }
      return size.integer(1);
    }
    ConfigNode edge = size.at("shortest_edge");
    if (edge.exists()) {
      requireOnly(size, Set.of("shortest_edge"));
    }
    return edge.integer(1, 0);
  }

  private int side(String field, String name) {
    ConfigNode size = root.at(field);
    if (size.json().isNumber()) {
      return size.integer(1);
    }
    requireOnly(size, SIDES);
    return size.at(name).integer(1);
  }

  /** Transformers reads other sizes as well: the longest edge, a limit, a number of pixels. */
  private static void requireOnly(ConfigNode size, Set<String> sides) {
    KnownFields.of(sides, Set.of(), Map.of()).check(size);
  }

  /**
   * As {@link #processor()}, for a tower that takes one size.
   *
   * @throws io.emend.error.EmendException {@code model_invalid} where pictures come out otherwise
   */
  ImageProcessor processor(int side) {
    ImageProcessor steps = processor();
    if (steps.keepsSize()) {
      return steps;
    }
    boolean crops = steps.cropHeight() > 0;
    int height = crops ? steps.cropHeight() : steps.height();
    int width = crops ? steps.cropWidth() : steps.width();
    if (height != side || width != side) {
      throw root.at(crops ? "crop_size" : "size")
          .broken(
              "must be %d x %d, as image_size of vision_config".formatted(side, side),
              height + " x " + width);
    }
    return steps;
  }

  private Resampling resampling() {
    ConfigNode node = root.at("resample");
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
      values[i] = (float) node.json().get(i).asDouble();
      if (!node.json().get(i).isNumber() || !Float.isFinite(values[i])) {
        throw node.broken("must be a list of 3 numbers", node.json());
      }
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
}
