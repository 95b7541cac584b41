package io.emend.correction;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Questions about more than one picture, over the API. */
@QuarkusTest
@TestProfile(SmallModel.class)
class SeveralPicturesIT {
  private static final String INFERENCES = "/v1/inferences";
  private static final String CORRECTIONS = "/v1/corrections";
  private static final int TOKENS = 25;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse ask(
      RequestSpecification given, String path, Map<String, ?> pictures) {
    Map<String, Object> body = new HashMap<>(pictures);
    body.put("question", "Which is red?");
    body.put("options", List.of("the first", "the second"));
    return given.contentType("application/json").body(body).post(path).then();
  }

  private static ValidatableResponse ask(String path, Object... images) {
    return ask(given(), path, Map.of("images", Arrays.asList(images)));
  }

  private static String first() {
    return data(image("rgb.png"));
  }

  private static String second() {
    return data(image("bilevel.png"));
  }

  private static String stored(String name) {
    return given().contentType("image/png").body(image(name)).post("/v1/images").path("id");
  }

  @Test
  void aQuestionAboutTwoPicturesIsAnswered() {
    ask(INFERENCES, first(), stored("bilevel.png"))
        .statusCode(200)
        .body("usage.imageTokens", equalTo(2 * TOKENS));
  }

  /** The prompt with the pictures the other way round shares nothing but what is before them. */
  @Test
  void theOrderOfThePicturesIsKept() {
    ask(INFERENCES, first(), second());
    ask(INFERENCES, first(), second()).body("usage.cachedTokens", greaterThanOrEqualTo(2 * TOKENS));
    int turned = ask(INFERENCES, second(), first()).extract().path("usage.cachedTokens");
    assertThat(turned).isLessThan(TOKENS);
  }

  @Test
  void aListOfOneIsAskedAsTheImage() {
    int alone = ask(given(), INFERENCES, Map.of("image", first())).extract().path(prompt());
    ask(INFERENCES, first()).statusCode(200).body(prompt(), equalTo(alone));
  }

  private static String prompt() {
    return "usage.promptTokens";
  }

  @Test
  void bothTurnsOfACorrectionSeeThePictures() {
    ask(CORRECTIONS, first(), second())
        .statusCode(200)
        .body("refined", hasSize(1))
        .body("usage.imageTokens", equalTo(4 * TOKENS))
        .body("usage.cachedTokens", greaterThanOrEqualTo(2 * TOKENS));
  }

  @Test
  void aCorrectionStreams() {
    String events =
        ask(
                given().accept("text/event-stream"),
                CORRECTIONS,
                Map.of("images", List.of(first(), second())))
            .statusCode(200)
            .extract()
            .asString();
    assertThat(events).contains("event: initial_answer", "event: correction");
  }

  private static ValidatableResponse later(Map<String, ?> pictures) {
    return ask(given().header("Prefer", "respond-async"), CORRECTIONS, pictures);
  }

  private static ValidatableResponse ended(ValidatableResponse taken) throws InterruptedException {
    String location = taken.statusCode(202).extract().header("Location");
    while (when().get(location).statusCode() == 202) {
      Thread.sleep(50);
    }
    return when().get(location).then();
  }

  @Test
  void aCorrectionIsFetchedLater() throws InterruptedException {
    ended(later(Map.of("images", List.of(first(), stored("bilevel.png")))))
        .statusCode(200)
        .body("usage.imageTokens", equalTo(4 * TOKENS));
  }

  @Test
  void whatIsWrongWithAPictureIsToldLaterByItsPlace() throws InterruptedException {
    ended(later(Map.of("images", List.of(first(), "0".repeat(64)))))
        .statusCode(404)
        .body("code", equalTo("image_not_found"))
        .body("detail", startsWith("images[1] must be the id of a stored image"));
  }

  @Test
  void aListThatBreaksARuleIsTakenNeitherNowNorLater() throws IOException {
    Set<Path> before = StoredFiles.all();
    later(Map.of("images", List.of())).statusCode(422).body("field", equalTo("images"));
    later(Map.of()).statusCode(422).body("field", equalTo("image"));
    assertThat(StoredFiles.all()).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {INFERENCES, CORRECTIONS})
  void bothFieldsAreRefused(String path) {
    ask(given(), path, Map.of("image", first(), "images", List.of("a")))
        .statusCode(422)
        .body("code", equalTo("invalid_value"))
        .body("field", equalTo("images"))
        .body("rule", equalTo("must be left out where image is given"))
        .body("value", equalTo("[a]"));
  }

  @ParameterizedTest
  @ValueSource(strings = {INFERENCES, CORRECTIONS})
  void neitherFieldIsRefused(String path) {
    ask(given(), path, Map.of())
        .statusCode(422)
        .body("field", equalTo("image"))
        .body("rule", equalTo("must be an id or a URL, or left out where images is given"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 33})
  void fewerOrMoreThanThereMayBeAreRefused(int count) {
    ask(INFERENCES, Collections.nCopies(count, "a").toArray())
        .statusCode(422)
        .body("field", equalTo("images"))
        .body("rule", equalTo("must hold 1 to 32 images"))
        .body("value", equalTo(String.valueOf(count)));
  }

  @Test
  void aConversationMayHaveNoMore() {
    Map<String, ?> picture = Map.of("type", "image_url", "image_url", Map.of("url", "a"));
    Map<String, ?> message = Map.of("role", "user", "content", Collections.nCopies(11, picture));
    given()
        .contentType("application/json")
        .body(Map.of("messages", List.of(message, message, message)))
        .post("/v1/chat/completions")
        .then()
        .statusCode(422)
        .body("field", equalTo("messages"))
        .body("detail", equalTo("messages must hold at most 32 images, was 33"));
  }

  @ParameterizedTest
  @CsvSource({
    "ftp://localhost/a.png,403,url_refused",
    "'',422,invalid_value",
    "'data:image/png,abc',422,invalid_value",
    "'data:image/png;base64,AAAA',415,image_unsupported",
    "s3://bucket/a.png,422,store_not_configured",
  })
  void eachPictureIsCheckedAsTheOnlyOneIs(String url, int status, String code) {
    ask(INFERENCES, first(), url)
        .statusCode(status)
        .body("code", equalTo(code))
        .body("field", equalTo("images[1]"));
  }

  @Test
  void tooManyTokensAreRefusedByTheContextAndNotCut() {
    ask(INFERENCES, Collections.nCopies(21, stored("rgb.png")).toArray())
        .statusCode(422)
        .body("code", equalTo("context_too_long"));
  }
}
