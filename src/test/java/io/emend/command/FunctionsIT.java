package io.emend.inference;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(FunctionsIT.AdminOnly.class)
class FunctionsIT {

  /** An instance that only administers, as in a cluster. */
  public static final class AdminOnly implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("emend.functions", "admin", "emend.storage.path", "target/admin-only-store");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/inferences,inference",
    "/v1/chat/completions,inference",
    "/v1/corrections,correction",
    "/v1/corrections/,correction",
    "//v1/corrections,correction",
    "/v1//corrections,correction",
    "/v1/%63orrections,correction"
  })
  void aFunctionThatIsOffIsNamed(String path, String function) {
    given()
        .urlEncodingEnabled(false)
        .contentType("application/json")
        .body("{}")
        .post(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("function_off"))
        .body("function", equalTo(function));
  }

  @ParameterizedTest
  @CsvSource({"/v1/images/00", "/v1/models", "/v1/models/emend-tiny"})
  void imagesAndModelsBelongToInference(String path) {
    given().get(path).then().statusCode(404).body("function", equalTo("inference"));
  }

  @Test
  void aPathOfNoFunctionIsNotFound() {
    given().get("/v1/nothing").then().statusCode(404).body("code", equalTo("not_found"));
  }

  @Test
  void aFunctionThatIsOnIsNotRefused() {
    given().get("/admin/v1/nothing").then().statusCode(404).body("code", equalTo("not_found"));
  }

  @Test
  void withoutAFunctionThatAnswersNoModelIsWaitedFor() {
    given().get("/q/health/ready").then().statusCode(200);
  }
}
