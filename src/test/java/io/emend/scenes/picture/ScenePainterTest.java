package io.emend.scenes.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.scenes.Scene;
import io.emend.scenes.SceneObject;
import io.emend.scenes.SceneSource;
import io.emend.scenes.ShapeColor;
import io.emend.scenes.ShapeKind;
import io.emend.scenes.ShapeSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenePainterTest {
  private static final Background BLACK = new Background(Texture.FLAT, 0, 0, 1);

  private final ScenePainter painter = new ScenePainter();

  private static int[] pixels(BufferedImage image) {
    return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
  }

  private static String digest(BufferedImage image) throws NoSuchAlgorithmException {
    int[] pixels = pixels(image);
    ByteBuffer bytes = ByteBuffer.allocate(Integer.BYTES * pixels.length);
    bytes.asIntBuffer().put(pixels);
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
  }

  private static Scene one(ShapeKind shape) {
    SceneObject object =
        new SceneObject(ShapeColor.RED, shape, ShapeSize.BIG, 0xFF0000, 32, 32, 12);
    return new Scene(List.of(object), BLACK, 0, 0);
  }

  private static long painted(BufferedImage image) {
    long red = 0;
    for (int pixel : pixels(image)) {
      red += pixel >> 16 & 0xFF;
    }
    return red / 255;
  }

  @ParameterizedTest
  @CsvSource({
    "plain/train?seed=1, 0, e60048b0cd11e6097b47639997c4349aad8d8ea971da0e21611f201629f90fc3",
    "plain/held-out, 17, 7a973ca2b0cfae19a45ad6e205d1a7d9642bc5de3a05ee46ba73637a38228fe6",
    "crowded/train?seed=1, 2, 32829270fe78a4c8c464e28ecb5565cdb0294d80baca245023fe4eae2f24fd01",
    "crowded/held-out, 3, cba4fe45d5e888ae5ee6246cbaf9f197351aeabab07beee90c7517c1e8eacc3d"
  })
  void aSceneHasTheSamePixelsOnEveryMachine(String source, long index, String expected)
      throws NoSuchAlgorithmException {
    Scene scene = SceneSource.open(source).scene(index);
    assertThat(digest(painter.paint(scene))).isEqualTo(expected);
  }

  @Test
  void thePngHoldsThePaintedPixels() throws IOException {
    Scene scene = SceneSource.open("plain/train").scene(8);
    BufferedImage read = ImageIO.read(new ByteArrayInputStream(painter.png(scene)));
    assertThat(pixels(read)).isEqualTo(pixels(painter.paint(scene)));
  }

  @Test
  void aPictureIs64PixelsWideAndHigh() {
    BufferedImage image = painter.paint(one(ShapeKind.STAR));
    assertThat(List.of(image.getWidth(), image.getHeight())).containsOnly(64);
  }

  /** Areas by geometry: pi r^2, (1.76 r)^2, of a triangle and of a star with ten corners. */
  @ParameterizedTest
  @CsvSource({"CIRCLE, 452", "SQUARE, 446", "TRIANGLE, 226", "STAR, 209"})
  void aShapeCoversItsArea(ShapeKind shape, int area) {
    assertThat((double) painted(painter.paint(one(shape)))).isBetween(0.96 * area, 1.04 * area);
  }

  @Test
  void grainMovesPixelsByItsStrengthOnAverage() {
    Background grey = new Background(Texture.FLAT, 0x808080, 0x808080, 1);
    Scene scene = new Scene(one(ShapeKind.CIRCLE).objects(), grey, 8, 5);
    double squares = 0;
    for (int x = 0; x < 64; x++) {
      int level = painter.paint(scene).getRGB(x, 2) & 0xFF;
      squares += Math.pow(level - 128, 2);
    }
    assertThat(Math.sqrt(squares / 64)).isBetween(6.0, 10.0);
  }
}
