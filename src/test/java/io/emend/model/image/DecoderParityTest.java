package io.emend.model.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures in many encodings decode to what Pillow reads. */
class DecoderParityTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden/images");

  /**
   * An encoded picture and its pixels.
   *
   * @param largest difference that another correct decoder may have
   * @param mean difference that it may have on average
   */
  record Encoded(String file, String pixels, int width, int height, int largest, double mean) {

    static Encoded of(JsonNode node) {
      String pixels = node.path("pixels").asText();
      return new Encoded(
          node.path("file").asText(),
          node.path("high_byte_pixels").asText(pixels),
          node.path("width").asInt(),
          node.path("height").asInt(),
          node.path("largest_difference").asInt(),
          node.path("mean_difference").asDouble());
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Encoded> pictures() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(GOLDEN.resolve("images.json").toFile());
    return StreamSupport.stream(golden.path("images").spliterator(), false).map(Encoded::of);
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureStandsUpright(Encoded golden) throws IOException {
    BufferedImage own = decoded(golden);
    assertThat(new int[] {own.getWidth(), own.getHeight()})
        .containsExactly(golden.width(), golden.height());
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void noSampleIsFarFromTheReferences(Encoded golden) throws IOException {
    byte[] expected = Files.readAllBytes(GOLDEN.resolve(golden.pixels()));
    byte[] own = samples(decoded(golden));
    int largest = 0;
    double sum = 0;
    for (int i = 0; i < expected.length; i++) {
      int difference = Math.abs((own[i] & 0xff) - (expected[i] & 0xff));
      largest = Math.max(largest, difference);
      sum += difference;
    }
    assertThat(largest).isLessThanOrEqualTo(golden.largest());
    assertThat(sum / expected.length).isLessThanOrEqualTo(golden.mean());
  }

  private static BufferedImage decoded(Encoded golden) throws IOException {
    byte[] bytes = Files.readAllBytes(GOLDEN.resolve(golden.file()));
    return new ImageDecoder(ImageLimits.DEFAULT).decode(bytes).pixels();
  }

  private static byte[] samples(BufferedImage image) {
    byte[] samples = new byte[3 * image.getWidth() * image.getHeight()];
    int at = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        for (int shift = 16; shift >= 0; shift -= 8) {
          samples[at++] = (byte) (image.getRGB(x, y) >> shift);
        }
      }
    }
    return samples;
  }
}
