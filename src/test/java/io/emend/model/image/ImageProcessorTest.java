package io.emend.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageProcessorTest {
  private static final ImageProcessor CLIP = processor(false);

  @Test
  void aThinPictureCostsNoMoreThanItsCrop() {
    BufferedImage thin = new BufferedImage(1, 20_000, BufferedImage.TYPE_INT_RGB);
    assertThat(CLIP.process(thin, "d").height()).isEqualTo(336);
  }

  @Test
  void aCropIsTheMiddleOfThePicture() {
    BufferedImage wide = new BufferedImage(1008, 336, BufferedImage.TYPE_INT_RGB);
    wide.setRGB(336, 0, 0xff0000);
    assertThat(CLIP.process(wide, "d").values()[0]).isEqualTo(1);
  }

  @Test
  void aPaddedPictureStandsInTheMiddleOfASquare() {
    BufferedImage wide = new BufferedImage(1008, 336, BufferedImage.TYPE_INT_RGB);
    for (int x = 0; x < 1008; x++) {
      for (int y = 0; y < 336; y++) {
        wide.setRGB(x, y, 0xff0000);
      }
    }
    float[] values = processor(true).process(wide, "d").values();
    assertThat(new float[] {values[0], values[168 * 336]}).containsExactly(0, 1);
  }

  private static ImageProcessor read(Path folder, String changes) throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode plain =
        json.readTree(
            """
            {"image_processor_type": "CLIPImageProcessor", "size": {"height": 32, "width": 32},
             "do_center_crop": false, "resample": 3, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
            """);
    JsonNode changed = json.readerForUpdating(plain).readValue(changes);
    json.writeValue(folder.resolve("preprocessor_config.json").toFile(), changed);
    return ImageProcessor.read(folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "image_processor_type|{\"image_processor_type\": \"LlavaNextImageProcessor\"}",
        "image_processor_type|{\"image_processor_type\": \"PixtralImageProcessor\"}",
        "do_image_splitting|{\"do_image_splitting\": true}",
        "do_flip_channel_order|{\"do_flip_channel_order\": true}",
        "max_pixels|{\"max_pixels\": 1003520}",
        "image_grid_pinpoints|{\"image_grid_pinpoints\": [[336, 672]]}",
        "crop_pct|{\"crop_pct\": 0.9}",
        "size|{\"size\": 32, \"default_to_square\": true}",
        "image_std|{\"image_std\": [0, 0, 0]}",
        "image_mean|{\"image_mean\": [\"a\", \"b\", \"c\"]}",
        "image_mean|{\"image_mean\": [1e999, 0, 0]}",
        "image_std|{\"image_std\": [-1, 1, 1]}",
        "rescale_factor|{\"rescale_factor\": 0}",
        "rescale_factor|{\"rescale_factor\": -0.5}",
        "rescale_factor|{\"rescale_factor\": \"NaN\"}",
        "rescale_factor|{\"rescale_factor\": 1e999}",
        "size|{\"size\": 0}",
        "size.height|{\"size\": {\"height\": -32, \"width\": 32}}",
        "size.height|{\"size\": [32, 32]}",
        "size.shortest_edge|{\"size\": {\"shortest_edge\": 0, \"height\": null, \"width\": null}, \"do_center_crop\": true}",
        "size.longest_edge|{\"size\": {\"shortest_edge\": 9, \"longest_edge\": 32, \"height\": null, \"width\": null}}",
        "size.max_pixels|{\"size\": {\"height\": 32, \"width\": 32, \"max_pixels\": 9}}",
        "crop_size|{\"do_center_crop\": true}",
        "crop_size|{\"do_center_crop\": null}",
        "crop_size|{\"do_center_crop\": true, \"crop_size\": 0}",
        "do_center_crop|{\"size\": {\"shortest_edge\": 32, \"height\": null, \"width\": null}}",
        "do_resize|{\"do_resize\": \"false\"}",
        "do_convert_rgb|{\"do_convert_rgb\": \"no\"}",
        "feature_extractor_type|{\"image_processor_type\": null, \"feature_extractor_type\": \"ViTFeatureExtractor\"}"
      })
  void stepsOfOtherProcessorsAreRefusedByName(String field, String changes, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, changes))
        .hasMessageStartingWith("preprocessor_config.json: " + field + " ")
        .isInstanceOf(EmendException.class);
  }

  @Test
  void picturesOfAnotherSizeThanTheTowersAreRefused(@TempDir Path folder) throws IOException {
    read(folder, "{}");
    ImageProcessor.read(folder, Set.of(), 32);
    read(folder, "{\"do_center_crop\": true, \"crop_size\": 9}");
    assertThatThrownBy(() -> ImageProcessor.read(folder, Set.of(), 32))
        .hasMessage(
            "preprocessor_config.json: crop_size must be 32 x 32, as image_size of vision_config,"
                + " was 9 x 9");
  }

  @Test
  void thePartOfAProcessorsFileCountsAndIsNamed(@TempDir Path folder) throws IOException {
    read(folder, "{}");
    String part =
        """
        {"image_processor": {"image_processor_type": "SiglipImageProcessor", "size": 9,
         "image_mean": [0, 0, 0], "image_std": [1, 1, 1]}}
        """;
    Files.writeString(folder.resolve("processor_config.json"), part);
    assertThatThrownBy(() -> ImageProcessor.read(folder, Set.of(), 32))
        .hasMessageStartingWith("processor_config.json: image_processor.do_center_crop must be");
  }

  /** As transformers' own processors do by themselves. */
  @Test
  void aSiglipProcessorCropsOnlyWhereItIsTold(@TempDir Path folder) throws IOException {
    String siglip = "\"image_processor_type\": \"SiglipImageProcessor\", \"crop_size\": 9";
    assertThat(read(folder, "{\"do_center_crop\": null, " + siglip + "}").cropHeight()).isZero();
    assertThat(read(folder, "{\"do_center_crop\": true, " + siglip + "}").cropHeight())
        .isEqualTo(9);
  }

  @Test
  void aProcessorWithoutATypePadsWhereItIsTold(@TempDir Path folder) throws IOException {
    String untyped = "{\"image_processor_type\": null, \"do_pad\": true}";
    assertThat(read(folder, untyped).padToSquare()).isTrue();
    assertThat(read(folder, "{\"do_pad\": true}").padToSquare()).isFalse();
  }

  @Test
  void whatNothingResizesMustComeInTheTowersSize(@TempDir Path folder) throws IOException {
    ImageProcessor none = read(folder, "{\"do_resize\": false}");
    none.requireSize(new BufferedImage(32, 32, BufferedImage.TYPE_INT_RGB), 32);
    BufferedImage wide = new BufferedImage(64, 48, BufferedImage.TYPE_INT_RGB);
    assertThatThrownBy(() -> none.requireSize(wide, 32))
        .hasMessage("image must be 32 x 32 pixels, since this model resizes none, was 64 x 48");
    read(folder, "{}").requireSize(wide, 32);
  }

  private static ImageProcessor processor(boolean pad) {
    float[] mean = new float[3];
    float[] std = {1, 1, 1};
    return new ImageProcessor(
        pad, true, 336, 0, 0, Resampling.BICUBIC, 336, 336, 1 / 255.0, mean, std);
  }
}
