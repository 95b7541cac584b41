package io.emend.model.image;

import static java.util.Base64.getDecoder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.emend.error.EmendException;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDecoderTest {
  private static final byte[] WEBP =
      getDecoder()
          .decode(
              "UklGRk4AAABXRUJQVlA4TEIAAAAvPIAKEM1VIKL/sRASEP4vNkCyoAgF739i2aC2bRvGTvn/6Wx9ChSkbcCi7IwAgaQt3vZPABD/1ACH2CXn1SX9DAA=");

  private final ImageDecoder decoder = new ImageDecoder(ImageLimits.DEFAULT);

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "gif", "jpeg"})
  void aPictureKeepsItsSize(String format) throws IOException {
    DecodedImage image = decoder.decode(encoded(format));
    assertThat(new int[] {image.width(), image.height()}).containsExactly(31, 17);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp"})
  void aLosslessPictureKeepsItsPixels(String format) throws IOException {
    assertThat(decoder.decode(encoded(format)).pixels().getRGB(30, 16))
        .isEqualTo(picture().getRGB(30, 16));
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "bmp", "jpeg"})
  void aTruncatedFileIsRefused(String format) throws IOException {
    byte[] whole = encoded(format);
    for (int length : new int[] {30, whole.length / 2, whole.length - 4}) {
      refused(Arrays.copyOf(whole, length), "image_corrupt");
    }
  }

  @Test
  void aGifWhoseFirstFrameIsCutIsRefused() throws IOException {
    byte[] whole = encoded("gif");
    refused(Arrays.copyOf(whole, whole.length - 20), "image_corrupt");
  }

  @Test
  void aTruncatedWebpIsRefused() {
    refused(Arrays.copyOf(WEBP, WEBP.length - 20), "image_corrupt");
  }

  @Test
  void alphaIsDroppedNotBlended() {
    assertThat(decoder.decode(WEBP).pixels().getRGB(32, 10) & 0xffffff).isEqualTo(0x80327e);
  }

  @Test
  void noDamageMakesTheDecoderRunForever() {
    Random random = new Random(7);
    Assertions.assertTimeoutPreemptively(
        Duration.ofMinutes(2),
        () -> {
          for (int i = 0; i < 60; i++) {
            byte[] damaged = WEBP.clone();
            damaged[20 + random.nextInt(damaged.length - 20)] = (byte) random.nextInt();
            decodeOrRefuse(damaged);
          }
        });
  }

  private void decodeOrRefuse(byte[] bytes) {
    try {
      assertThat(decoder.decode(bytes).width()).isPositive();
    } catch (EmendException refusal) {
      assertThat(refusal.code().code()).startsWith("image_");
    }
  }

  @Test
  void aDecompressionBombIsRefusedFromItsHeader() {
    refused(bomb(60_000, 60_000), "image_too_large");
  }

  @Test
  void aLongThinPictureIsRefused() {
    refused(bomb(30_000, 1), "image_too_large");
  }

  @Test
  void bytesOverTheLimitAreRefused() throws IOException {
    byte[] bytes = encoded("png");
    ImageDecoder strict = new ImageDecoder(new ImageLimits(bytes.length - 1, 1000, 100));
    assertThatThrownBy(() -> strict.decode(bytes)).hasMessageContaining("bytes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "hello", "%PDF-1.7", "<svg xmlns=", "II*\0"})
  void otherTypesAreUnsupported(String text) {
    refused(text.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1), "image_unsupported");
  }

  private void refused(byte[] bytes, String code) {
    assertThatThrownBy(() -> decoder.decode(bytes))
        .isInstanceOfSatisfying(
            EmendException.class, e -> assertThat(e.code().code()).isEqualTo(code));
  }

  private static byte[] bomb(int width, int height) {
    ByteBuffer png = ByteBuffer.allocate(8 + 25 + 12);
    png.putLong(0x89504e470d0a1a0aL).putInt(13).putInt(0x49484452).putInt(width).putInt(height);
    png.put(new byte[] {8, 2, 0, 0, 0});
    CRC32 crc = new CRC32();
    crc.update(png.array(), 12, 17);
    png.putInt((int) crc.getValue()).putInt(0).putInt(0x49454e44).putInt(0xae426082);
    return png.array();
  }

  private static byte[] encoded(String format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ImageIO.write(picture(), format, bytes);
    return bytes.toByteArray();
  }

  private static BufferedImage picture() {
    BufferedImage picture = new BufferedImage(31, 17, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < 17; y++) {
      for (int x = 0; x < 31; x++) {
        picture.setRGB(x, y, ((x * 8) << 16) | ((y * 15) << 8) | ((x * y) & 0xff));
      }
    }
    return picture;
  }
}
