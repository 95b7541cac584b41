package io.emend.access;

import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What browsers send on behalf of pages, to a server without credentials. */
@QuarkusTest
@TestProfile(SmallModel.class)
class BrowserRequestsIT {
  private static final String ROLLBACK = "/admin/v1/adapters/rollback";
  private static final String ELSEWHERE = "https://evil.example";

  private static RequestSpecification from(String origin) {
    return given().header("Origin", origin);
  }

  /** Exactly this type: a page may send it to anybody without asking first. */
  private static RequestSpecification simple(RequestSpecification request, String type) {
    return request
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .encodeContentTypeAs(type, io.restassured.http.ContentType.TEXT)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .header("Content-Type", type)
        .body("{}");
  }

  private static void assertRefused(ValidatableResponse response, String code) {
    response
        .statusCode(403)
        .contentType("application/problem+json")
        .header("Access-Control-Allow-Origin", nullValue())
        .body("code", equalTo(code));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/json"})
  void aPageOfElsewhereChangesNothing(String type) {
    assertRefused(simple(from(ELSEWHERE), type).post(ROLLBACK).then(), "origin_refused");
  }

  @Test
  void aPageOfElsewhereSendsNoForm() {
    assertRefused(from(ELSEWHERE).multiPart("a", "b").post(ROLLBACK).then(), "origin_refused");
  }

  @Test
  void aPageOfElsewhereKeepsNoPicture() {
    assertRefused(
        from(ELSEWHERE).multiPart("file", "x.png", image("rgb.png")).post("/v1/images").then(),
        "origin_refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"null", "http://localhost:1", "http://localhost", "https://localhost.evil", "%"})
  void allButThisServersOwnOriginIsElsewhere(String origin) {
    assertRefused(from(origin).get("/v1/models").then(), "origin_refused");
  }

  @Test
  void anotherServersPreflightIsRefused() {
    assertRefused(
        from(ELSEWHERE)
            .header("Access-Control-Request-Method", "POST")
            .header("Access-Control-Request-Headers", "content-type")
            .options("/v1/inferences")
            .then(),
        "origin_refused");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site"})
  void aFormOfElsewhereIsRefusedWithoutAnOrigin(String site) {
    assertRefused(
        simple(given().header("Sec-Fetch-Site", site), "text/plain").post(ROLLBACK).then(),
        "origin_refused");
  }

  @Test
  void aLinkFromElsewhereIsFollowed() {
    given().header("Sec-Fetch-Site", "cross-site").get("/q/openapi").then().statusCode(200);
  }

  @Test
  void aPageOfThisServerMayChangeThings() {
    from(RestAssured.baseURI + ":" + RestAssured.port)
        .header("Sec-Fetch-Site", "same-origin")
        .post(ROLLBACK)
        .then()
        .statusCode(409)
        .body("code", equalTo("rollback_impossible"));
  }

  /** As curl does with an empty text, and as forms with a field. */
  @Test
  void aFormWithoutContentIsNoBodyAndOneWithItIsNoJson() {
    given().post(ROLLBACK).then().statusCode(409);
    given()
        .formParam("a", "b")
        .post(ROLLBACK)
        .then()
        .statusCode(415)
        .body("detail", startsWith("Content-Type must be a media type"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "10.0.0.1", "x"})
  void aNameThatMerelyLeadsHereIsRefused(String host) {
    assertRefused(given().header("Host", host).get("/v1/models").then(), "host_refused");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost", "LocalHost:81", "127.0.0.1:8080", "127.8.9.10", "[::1]", "[::1]:80"})
  void thisMachineIsCalledByAnyOfItsNames(String host) {
    given().header("Host", host).get("/q/openapi").then().statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/health/live", "/q/metrics"})
  void probesAndScrapersCallByAnyName(String path) {
    given().header("Host", "10.1.2.3:8080").get(path).then().statusCode(200);
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/admin/v1/adapters/rollback",
    "POST,/admin/v1/adapters/none/promote",
    "POST,/admin/v1/collections",
    "POST,/admin/v1/evaluations",
    "POST,/admin/v1/training-jobs",
    "DELETE,/admin/v1/collections/none",
    "DELETE,/admin/v1/evaluations/none",
    "DELETE,/admin/v1/training-jobs/none",
    "POST,/v1/inferences",
    "POST,/v1/corrections",
    "POST,/v1/chat/completions",
    "POST,/v1/images"
  })
  void whatNeedsNoPreflightChangesNothing(String method, String path) {
    simple(given(), "text/plain")
        .request(method, path)
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported_media_type"));
  }
}
