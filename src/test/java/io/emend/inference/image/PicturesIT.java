package io.emend.inference.image;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.inference.SmallModel;
import io.emend.inference.embedded.Pixels;
import io.emend.model.image.PixelTensor;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A picture in any encoding, posted and asked about, is to the model what Pillow sees in it. */
@QuarkusTest
@TestProfile(SmallModel.class)
class PicturesIT {
  /** CLIP's least deviation, 0.261, makes the most of a difference between samples. */
  private static final double PER_LEVEL = 1 / 255.0 / 0.261;

  @Inject ImageResolver resolver;

  /** An encoded picture, its pixels by Pillow, and how far another decoder may be off. */
  record Golden(String file, String pixels, int width, int height, int largest) {

    static Golden of(JsonNode node) {
      String pixels = node.path("pixels").asText();
      return new Golden(
          node.path("file").asText(),
          node.path("high_byte_pixels").asText(pixels),
          node.path("width").asInt(),
          node.path("height").asInt(),
          node.path("largest_difference").asInt());
    }

    /** The same pixels as a plain PNG. */
    byte[] png() throws IOException {
      byte[] samples = SmallModel.image(pixels);
      BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
      for (int i = 0; i < width * height; i++) {
        int rgb =
            (samples[3 * i] & 0xff) << 16
                | (samples[3 * i + 1] & 0xff) << 8
                | samples[3 * i + 2] & 0xff;
        image.setRGB(i % width, i / width, rgb);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return out.toByteArray();
    }

    String mediaType() {
      String ending = file.substring(file.lastIndexOf('.') + 1);
      return "image/" + (ending.equals("jpg") ? "jpeg" : ending);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Golden> all() throws IOException {
    JsonNode golden = new ObjectMapper().readTree(SmallModel.image("images.json"));
    return StreamSupport.stream(golden.path("images").spliterator(), false).map(Golden::of);
  }

  static Stream<Golden> exact() throws IOException {
    return all().filter(golden -> golden.largest() == 0);
  }

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse post(byte[] bytes) {
    return given().contentType("application/octet-stream").body(bytes).post("/v1/images").then();
  }

  private static String id(byte[] bytes) {
    return post(bytes).statusCode(201).extract().path("id");
  }

  @ParameterizedTest
  @MethodSource("all")
  void aPictureIsMeasuredUpright(Golden golden) {
    post(SmallModel.image(golden.file()))
        .body("width", equalTo(golden.width()))
        .body("height", equalTo(golden.height()))
        .body("mediaType", equalTo(golden.mediaType()));
  }

  private float[] values(String id) {
    return ((PixelTensor) ((Pixels) resolver.resolve(id)).values()).values();
  }

  /** The mean over the pixels that a resize mixes is at most the largest difference. */
  @ParameterizedTest
  @MethodSource("all")
  void theModelSeesThePicture(Golden golden) throws IOException {
    float[] own = values(id(SmallModel.image(golden.file())));
    float[] plain = values(id(golden.png()));
    double largest = 0;
    for (int i = 0; i < own.length; i++) {
      largest = Math.max(largest, Math.abs(own[i] - plain[i]));
    }
    assertThat(largest).isLessThanOrEqualTo(golden.largest() * 1.5 * PER_LEVEL);
  }

  @ParameterizedTest
  @MethodSource("exact")
  void theAnswerIsThatOfAPlainPicture(Golden golden) throws IOException {
    assertThat(logprobs(SmallModel.image(golden.file()))).isEqualTo(logprobs(golden.png()));
  }

  /** What was written, and how sure the model was of each token. */
  private static Object logprobs(byte[] bytes) {
    Map<String, ?> picture =
        Map.of("type", "image_url", "image_url", Map.of("url", SmallModel.data(bytes)));
    Map<String, ?> text = Map.of("type", "text", "text", "What is this?");
    Map<String, ?> body =
        Map.of(
            "messages",
            List.of(Map.of("role", "user", "content", List.of(picture, text))),
            "temperature",
            0,
            "logprobs",
            true);
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/chat/completions")
        .then()
        .statusCode(200)
        .extract()
        .path("choices[0].logprobs.content");
  }
}
