package io.emend.inference.image;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.emend.inference.SmallModel;
import io.emend.model.image.Bombs;
import io.emend.storage.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures over the limit of 100,000 pixels, told from their headers; none is kept. */
@QuarkusTest
@TestProfile(SmallModel.class)
class BombsIT {

  static Stream<byte[]> bombs() {
    return Stream.of(
        Bombs.png(20_000, 20_000),
        Bombs.png(1000, 1000),
        Bombs.gif(1000, 1000, 1),
        Bombs.gif(1000, 2, 5000),
        Bombs.webp(1000),
        Bombs.jpeg(1000));
  }

  private static ValidatableResponse post(byte[] bytes) {
    return given().contentType("application/octet-stream").body(bytes).post("/v1/images").then();
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void aBombIsTooLarge(byte[] bomb) {
    post(bomb)
        .statusCode(413)
        .contentType("application/problem+json")
        .body("code", equalTo("image_too_large"))
        .body("field", equalTo("image"))
        .body("rule", equalTo("must have at most 100000 pixels"));
  }

  @ParameterizedTest
  @MethodSource("bombs")
  void aBombIsNotKept(byte[] bomb) {
    post(bomb);
    given().get("/v1/images/" + Sha256.of(bomb)).then().statusCode(404);
  }

  @Test
  void aHeaderThatLiesIsCorrupt() {
    post(Bombs.png(300, 300)).statusCode(422).body("code", equalTo("image_corrupt"));
  }

  @Test
  void textThatUnpacksWithoutEndCostsNothing() {
    post(Bombs.pngWithText(100_000_000)).statusCode(201).body("width", equalTo(1));
  }

  @Test
  void aGifOfManySmallFramesIsOnePicture() {
    post(Bombs.gif(2, 2, 5000)).statusCode(201).body("width", equalTo(2));
  }
}
