package io.emend.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

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

  private static ImageProcessor processor(boolean pad) {
    float[] mean = new float[3];
    float[] std = {1, 1, 1};
    return new ImageProcessor(
        pad, true, 336, 0, 0, Resampling.BICUBIC, 336, 336, 1 / 255.0, mean, std);
  }
}
