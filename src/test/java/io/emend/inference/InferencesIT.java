package io.emend.inference;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;

import io.emend.storage.Sha256;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SmallModel.class)
class InferencesIT {

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  /** A good request with one field changed. */
  private static ValidatableResponse ask(String field, Object value) {
    Map<String, Object> body = new HashMap<>();
    body.put("image", data(image("rgb.png")));
    body.put("question", "What is this?");
    body.put(field, value);
    return given().contentType("application/json").body(body).post("/v1/inferences").then();
  }

  private static ValidatableResponse raw(String body) {
    return given().contentType("application/json").body(body).post("/v1/inferences").then();
  }

  private static void assertProblem(ValidatableResponse response, int status, String code) {
    response.statusCode(status).contentType("application/problem+json").body("code", equalTo(code));
  }

  @Test
  void aQuestionIsAnswered() {
    ask("options", List.of("red", "green")).statusCode(200).body("model", equalTo("model"));
  }

  @Test
  void theUsageCountsImageTokens() {
    ask("hint", "Look.").body("usage.imageTokens", equalTo(25));
  }

  @Test
  void aStoredImageIsFoundByItsId() {
    given().contentType("image/png").body(image("rgb.png")).post("/v1/images");
    ask("image", Sha256.of(image("rgb.png"))).statusCode(200);
  }

  @Test
  void aStoredImageIsFoundByTheUriThatItsUploadWasAnsweredWith() {
    String uri =
        given()
            .contentType("image/png")
            .body(image("rgb.png"))
            .post("/v1/images")
            .then()
            .extract()
            .path("uri");
    ask("image", uri).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void anEmptyQuestionIsRefused(String question) {
    ValidatableResponse response = ask("question", question);
    assertProblem(response, 422, "invalid_value");
    response.body("field", equalTo("question"));
  }

  @Test
  void aMissingQuestionIsRefused() {
    ask("question", null).statusCode(422).body("field", equalTo("question"));
  }

  @Test
  void moreThanTwentySixOptionsAreRefused() {
    ask("options", IntStream.range(0, 27).mapToObj(i -> "o" + i).toList())
        .statusCode(422)
        .body("field", equalTo("options"))
        .body("value", equalTo("27"));
  }

  @Test
  void twentySixOptionsAreAllowed() {
    ask("options", IntStream.range(0, 26).mapToObj(i -> "o" + i).toList()).statusCode(200);
  }

  @Test
  void equalOptionsAreRefused() {
    ask("options", List.of("red", "red")).statusCode(422).body("field", equalTo("options"));
  }

  @Test
  void anEmptyOptionIsRefused() {
    ask("options", List.of("red", "")).statusCode(422).body("field", equalTo("options"));
  }

  @Test
  void aMissingOptionIsRefused() {
    ask("options", java.util.Arrays.asList("red", null)).statusCode(422);
  }

  @Test
  void aPromptOverTheContextSaysHowManyTokens() {
    ValidatableResponse response = ask("question", "why ".repeat(600));
    assertProblem(response, 422, "context_too_long");
    response.body("detail", containsString("image"));
  }

  @Test
  void anUnknownModelIsNotFound() {
    ValidatableResponse response = ask("model", "gpt-9");
    assertProblem(response, 404, "model_not_found");
    response.body("value", equalTo("gpt-9"));
  }

  @Test
  void anUnknownImageIsNotFound() {
    assertProblem(ask("image", "f".repeat(64)), 404, "image_not_found");
  }

  @Test
  void aMissingImageIsRefused() {
    ask("image", null).statusCode(422).body("field", equalTo("image"));
  }

  @Test
  void aDataUrlThatIsNoImageIsUnsupported() {
    assertProblem(ask("image", data("text".getBytes())), 415, "image_unsupported");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data:image/png,abc", "data:", "data:;base64", "data:;base64,A"})
  void aBadDataUrlIsRefused(String url) {
    ask("image", url).statusCode(422).body("field", equalTo("image"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org/a.png",
        "https://localhost/a.png",
        "https://LOCALHOST/a.png",
        "https://localhost:8081/a.png",
        "https://10.0.0.1/a.png",
        "https://169.254.169.254/latest/meta-data",
        "https://[::1]/a.png",
        "https://me:secret@localhost/a.png",
        "http://localhost/a.png",
        "file:///etc/passwd",
        "FILE:///etc/passwd",
        "jar:file:///a.jar!/b",
        "ftp://localhost/a.png",
      })
  void aUrlThatLeadsElsewhereIsRefused(String url) {
    assertProblem(ask("image", url), 403, "url_refused");
  }

  @Test
  void withoutAStoreAnS3UriIsRefused() {
    assertProblem(ask("image", "s3://bucket/a.png"), 422, "store_not_configured");
  }

  @ParameterizedTest
  @CsvSource({
    "temperature,-1",
    "temperature,2.1",
    "topP,0",
    "topP,1.1",
    "topP,-0.5",
    "topK,-1",
    "minP,-0.1",
    "minP,1.5",
    "repetitionPenalty,0",
    "repetitionPenalty,-2",
    "maxTokens,0",
    "maxTokens,-5"
  })
  void aSamplingValueOutOfRangeIsRefused(String field, double value) {
    Object number = value == Math.rint(value) ? (Object) (int) value : (Object) value;
    ask("sampling", Map.of(field, number))
        .statusCode(422)
        .body("code", equalTo("invalid_value"))
        .body("field", equalTo(field));
  }

  @Test
  void aStopListWithNullIsRefused() {
    ask("sampling", Map.of("stop", Collections.singletonList(null))).statusCode(422);
  }

  @Test
  void malformedJsonSaysWhere() {
    ValidatableResponse response = raw("{\"question\": ");
    assertProblem(response, 400, "malformed_json");
    response.body("detail", containsString("line 1"));
  }

  @Test
  void aWrongTypeNamesTheField() {
    ValidatableResponse response = raw("{\"options\": \"red\"}");
    assertProblem(response, 400, "malformed_json");
    response.body("field", equalTo("options"));
  }

  @Test
  void anUnknownFieldIsRefused() {
    ValidatableResponse response = ask("optoins", List.of("red", "green"));
    assertProblem(response, 422, "unknown_field");
    response.body("field", equalTo("optoins"));
  }

  @Test
  void anUnknownFieldOfTheSamplingIsRefused() {
    ask("sampling", Map.of("top_p", 0.5)).statusCode(422).body("field", equalTo("sampling.top_p"));
  }

  @Test
  void anErrorNamesNoClass() {
    assertThat(raw("{\"sampling\": [1]}").extract().asString())
        .doesNotContain("io.emend")
        .doesNotContain("java.");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "3", "\"text\""})
  void aBodyThatIsNoObjectIsMalformed(String body) {
    assertProblem(raw(body), 400, "malformed_json");
  }

  @Test
  void aBodyOverTheLimitGetsAProblemDocument() {
    ValidatableResponse response =
        raw("{\"question\": \"" + "x".repeat(SmallModel.BODY_LIMIT) + "\"}");
    assertProblem(response, 413, "body_too_large");
  }

  @Test
  void anUnknownPathIsNotFound() {
    assertProblem(given().get("/v1/nothing").then(), 404, "not_found");
  }

  @Test
  void anotherMethodIsNotAllowed() {
    assertProblem(given().get("/v1/inferences").then(), 405, "method_not_allowed");
  }

  @Test
  void anotherMediaTypeIsUnsupported() {
    ValidatableResponse response =
        given().contentType("text/plain").body("hi").post("/v1/inferences").then();
    assertProblem(response, 415, "unsupported_media_type");
  }

  @Test
  void theCountersGrow() {
    ask("hint", "x");
    String metrics = given().get("/q/metrics").asString();
    assertThat(metrics).contains("vllm:generation_tokens_total");
  }

  @Test
  void theApiIsDescribed() {
    given()
        .accept("application/json")
        .get("/q/openapi")
        .then()
        .body("paths.size()", greaterThan(5));
  }
}
