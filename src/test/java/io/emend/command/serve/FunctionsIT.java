package io.emend.command.serve;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.emend.command.app.RunningApp;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An instance that only administers, as in a cluster. */
@Timeout(600)
class FunctionsIT {
  @TempDir static Path scratch;
  private static RunningApp app;

  @BeforeAll
  static void start() throws Exception {
    app = RunningApp.start(scratch, Map.of("EMEND_FUNCTIONS", "admin"));
    app.awaitReady();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    app.close();
  }

  private static RequestSpecification asked() {
    return given().baseUri(app.uri("").toString());
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
    asked()
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
    asked().get(path).then().statusCode(404).body("function", equalTo("inference"));
  }

  @Test
  void aPathOfNoFunctionIsNotFound() {
    asked().get("/v1/nothing").then().statusCode(404).body("code", equalTo("not_found"));
  }

  @Test
  void aFunctionThatIsOnIsNotRefused() {
    asked().get("/admin/v1/nothing").then().statusCode(404).body("code", equalTo("not_found"));
  }

  @Test
  void withoutAFunctionThatAnswersNoModelIsWaitedFor() {
    asked().get("/q/health/ready").then().statusCode(200);
  }
}
