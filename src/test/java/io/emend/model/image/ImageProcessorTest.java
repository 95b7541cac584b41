package io.emend.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class ImageProcessorTest {
  private static final ImageProcessor CLIP =
      new ImageProcessor(
          true, 336, 0, 0, 3, 336, 336, 1 / 255.0, new float[3], new float[] {1, 1, 1});

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
}
