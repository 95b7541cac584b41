package io.emend.correction;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(SmallModel.class)
class CorrectionsIT {

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse correct(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("image", data(image("rgb.png")));
    body.put("question", "Which colour?");
    body.put("options", List.of("red", "green"));
    body.putAll(more);
    return given().contentType("application/json").body(body).post("/v1/corrections").then();
  }

  @Test
  void anAnswerIsRefinedOnce() {
    correct(Map.of()).statusCode(200).body("refined", hasSize(1));
  }

  @Test
  void theSecondTurnGoesOnFromTheCache() {
    correct(Map.of()).body("usage.cachedTokens", greaterThan(25));
  }

  @Test
  void withoutAReferenceThereIsNoOutcome() {
    correct(Map.of()).body("outcome", nullValue());
  }

  /** A random checkpoint names no option, so both turns are wrong. */
  @Test
  void withAReferenceThereIsAnOutcome() {
    correct(Map.of("reference", "A")).body("outcome", equalTo("wrong_wrong"));
  }

  /** Hot as it is, the same draws would begin with the same tokens again. */
  @Test
  void aSampledSecondTurnDrawsAnew() {
    Map<String, ?> sampling = Map.of("temperature", 2, "seed", 7, "maxTokens", 24);
    JsonPath answers = correct(Map.of("sampling", sampling)).extract().jsonPath();
    assertThat(answers.getString("refined[0].response"))
        .doesNotStartWith(answers.getString("initial.response").substring(0, 3));
  }

  @Test
  void threeRoundsRefineThrice() {
    correct(Map.of("rounds", 3)).statusCode(200).body("refined", hasSize(3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"critique", "coverage", "context", "detail"})
  void everyIntentIsKnown(String review) {
    correct(Map.of("review", review)).statusCode(200);
  }

  @Test
  void aReviewOfOnesOwnIsTaken() {
    correct(Map.of("review", Map.of("text", "Are you sure?"))).statusCode(200);
  }

  @Test
  void anUnknownReviewIsRefused() {
    correct(Map.of("review", "praise")).statusCode(422).body("field", equalTo("review"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 4})
  void roundsOutOfRangeAreRefused(int rounds) {
    correct(Map.of("rounds", rounds)).statusCode(422).body("field", equalTo("rounds"));
  }

  @Test
  void aReferenceThatNamesNoOptionIsRefused() {
    correct(Map.of("reference", "C")).statusCode(422).body("field", equalTo("reference"));
  }

  @Test
  void anEmptyReferenceIsRefused() {
    correct(Map.of("reference", "")).statusCode(422).body("field", equalTo("reference"));
  }

  @Test
  void aCorrectionIsKept() {
    String id = correct(Map.of()).extract().path("id");
    given().get("/v1/corrections/" + id).then().statusCode(200).body("id", equalTo(id));
  }

  private static double finished(String outcome) {
    String name = "emend_corrections_total{outcome=\"" + outcome + "\"";
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.replaceFirst(" # .*", ""))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"A,wrong_wrong", ",unknown"})
  void aCorrectionIsCountedByItsOutcome(String reference, String outcome) {
    double before = finished(outcome);
    correct(reference == null ? Map.of() : Map.of("reference", reference)).statusCode(200);
    assertThat(finished(outcome)).isEqualTo(before + 1);
  }

  @Test
  void anUnknownCorrectionIsNotFound() {
    given()
        .get("/v1/corrections/none")
        .then()
        .statusCode(404)
        .body("code", equalTo("correction_not_found"));
  }
}
