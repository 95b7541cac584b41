package io.emend.access;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;

/** Pages of an origin that the operator allows, and other callers of a server with credentials. */
@QuarkusTest
@TestProfile(GuardedServer.class)
class AllowedPagesIT {

  private static RequestSpecification withKey() {
    return given().header("Authorization", "Bearer " + GuardedServer.USER_KEY);
  }

  private static ValidatableResponse preflight(String origin) {
    return given()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization,content-type")
        .options("/v1/inferences")
        .then();
  }

  @Test
  void anAllowedPreflightIsAnsweredWithoutAKey() {
    preflight(GuardedServer.PAGES)
        .statusCode(200)
        .header("Access-Control-Allow-Origin", GuardedServer.PAGES)
        .header("Access-Control-Allow-Headers", containsString("authorization"));
  }

  @Test
  void anAllowedPageReadsAnswersAndRefusals() {
    given()
        .header("Origin", GuardedServer.PAGES)
        .get("/v1/images/none")
        .then()
        .statusCode(401)
        .header("Access-Control-Allow-Origin", GuardedServer.PAGES)
        .header("Access-Control-Expose-Headers", containsString("Location"))
        .header("Vary", containsString("Origin"));
  }

  @Test
  void probesAnswerPagesOfAnyOrigin() {
    given().header("Origin", "https://evil.example").get("/q/health/live").then().statusCode(200);
  }

  @Test
  void anyOtherPageIsRefused() {
    preflight("https://evil.example").statusCode(403).body("code", equalTo("origin_refused"));
  }

  /** As in a cluster, or behind a proxy. */
  @Test
  void withAKeyTheServerIsCalledByAnyName() {
    withKey().header("Host", "emend.models.svc:8080").get("/v1/images/none").then().statusCode(404);
  }
}
