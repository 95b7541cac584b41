package io.emend.inference.image;

import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.emend.inference.SmallModel;
import io.emend.storage.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may and may not be kept as an image. Pixels are checked where the decoder is. */
@QuarkusTest
@TestProfile(SmallModel.class)
class ImagesIT {

  private static ValidatableResponse post(byte[] bytes) {
    return given().contentType("application/octet-stream").body(bytes).post("/v1/images").then();
  }

  private static void assertProblem(ValidatableResponse response, int status, String code) {
    response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("status", equalTo(status));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rgb.png", "alpha.png", "palette.png", "grey.png", "deep-grey.png", "deep-rgba.png",
        "cmyk.jpg", "exif-6.jpg", "animated.gif", "lossy.webp", "rgb.bmp", "progressive.jpg"
      })
  void anImageOfEveryKindIsKept(String name) {
    post(image(name)).statusCode(201).body("width", greaterThan(0));
  }

  @Test
  void theIdIsTheDigestOfTheBytes() {
    post(image("rgb.png")).body("id", equalTo(Sha256.of(image("rgb.png"))));
  }

  @Test
  void theBytesComeBack() {
    String uri = post(image("alpha.png")).extract().header("Location");
    assertThat(given().get(uri).asByteArray()).isEqualTo(image("alpha.png"));
  }

  @Test
  void theMediaTypeComesFromTheBytes() {
    post(image("cmyk.jpg")).body("mediaType", equalTo("image/jpeg"));
  }

  @Test
  void aFormsFileIsKept() {
    given()
        .multiPart("file", "x.png", image("rgb.png"))
        .post("/v1/images")
        .then()
        .statusCode(201)
        .body("id", equalTo(Sha256.of(image("rgb.png"))));
  }

  @Test
  void aRotatedJpegIsMeasuredUpright() {
    int height = post(image("exif-1.jpg")).extract().path("height");
    post(image("exif-6.jpg")).body("width", equalTo(height));
  }

  @Test
  void textIsUnsupported() {
    assertProblem(post("no image".getBytes()), 415, "image_unsupported");
  }

  @Test
  void anEmptyBodyIsUnsupported() {
    assertProblem(post(new byte[0]), 415, "image_unsupported");
  }

  @Test
  void aPdfIsUnsupported() {
    assertProblem(post("%PDF-1.7 and more of it".getBytes()), 415, "image_unsupported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"rgb.png", "cmyk.jpg", "lossy.webp", "rgb.bmp"})
  void aTruncatedImageIsCorrupt(String name) {
    byte[] whole = image(name);
    assertProblem(post(Arrays.copyOf(whole, whole.length / 2)), 422, "image_corrupt");
  }

  @Test
  void aGifCutInItsFirstFrameIsCorrupt() {
    byte[] whole = image("animated.gif");
    assertProblem(post(Arrays.copyOf(whole, whole.length / 6)), 422, "image_corrupt");
  }

  @Test
  void aDamagedPngIsCorrupt() {
    byte[] bytes = image("rgb.png");
    bytes[bytes.length / 2] ^= 0x55;
    assertProblem(post(bytes), 422, "image_corrupt");
  }

  @Test
  void aBombIsTooLarge() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(1000, 1000, BufferedImage.TYPE_BYTE_BINARY), "png", out);
    assertProblem(post(out.toByteArray()), 413, "image_too_large");
  }

  @Test
  void aBodyOverTheLimitGetsAProblemDocument() {
    assertProblem(post(new byte[SmallModel.BODY_LIMIT + 1]), 413, "body_too_large");
  }

  @Test
  void anUnknownIdIsNotFound() {
    ValidatableResponse response = given().get("/v1/images/" + "0".repeat(64)).then();
    assertProblem(response, 404, "image_not_found");
  }

  @Test
  void aTraversalIsNotFound() {
    ValidatableResponse response =
        given().urlEncodingEnabled(false).get("/v1/images/..%2f..%2fetc%2fpasswd").then();
    assertProblem(response, 404, "image_not_found");
  }

  @Test
  void aSecondFileIsRefusedAndNotPassedOver() {
    ValidatableResponse response =
        given()
            .multiPart("file", "a.png", image("rgb.png"))
            .multiPart("file", "b.png", image("rgb.png"))
            .post("/v1/images")
            .then();
    assertProblem(response, 422, "invalid_value");
    response.body("field", equalTo("file")).body("value", equalTo("2 parts"));
  }

  @Test
  void anotherPartBesideTheFileIsRefused() {
    ValidatableResponse response =
        given()
            .multiPart("file", "a.png", image("rgb.png"))
            .multiPart("name", "b")
            .post("/v1/images")
            .then();
    assertProblem(response, 422, "unknown_field");
    response.body("field", equalTo("name"));
  }

  @Test
  void aFormWithoutAFileIsRefused() {
    ValidatableResponse response = given().multiPart("other", "x").post("/v1/images").then();
    assertProblem(response, 422, "invalid_value");
  }
}
