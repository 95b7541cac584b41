package io.emend.model.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
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
             "resample": 3, "image_mean": [0.5, 0.5, 0.5], "image_std": [0.5, 0.5, 0.5]}
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
        "image_mean|{\"image_mean\": [\"a\", \"b\", \"c\"]}"
      })
  void stepsOfOtherProcessorsAreRefusedByName(String field, String changes, @TempDir Path folder) {
    assertThatThrownBy(() -> read(folder, changes))
        .hasMessageStartingWith("preprocessor_config.json: " + field + " ")
        .isInstanceOf(EmendException.class);
  }

  @Test
  void picturesOfAnotherSizeThanTheTowersAreRefused(@TempDir Path folder) throws IOException {
    read(folder, "{}").requireSide(32);
    ImageProcessor cropped = read(folder, "{\"crop_size\": 9}");
    assertThatThrownBy(() -> cropped.requireSide(32))
        .hasMessage(
            "preprocessor_config.json: crop_size must be 32 x 32, as image_size of vision_config,"
                + " was 9 x 9");
  }

  private static ImageProcessor processor(boolean pad) {
    float[] mean = new float[3];
    float[] std = {1, 1, 1};
    return new ImageProcessor(
        pad, true, 336, 0, 0, Resampling.BICUBIC, 336, 336, 1 / 255.0, mean, std);
  }
}
