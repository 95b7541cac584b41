package io.emend.inference.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;

import io.emend.inference.SmallModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a request says is taken as it is said, or refused by name; nothing is guessed or dropped.
 */
@QuarkusTest
@TestProfile(SmallModel.class)
class StrictRequestsIT {
  @TestHTTPResource URI base;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse post(String path, String body) {
    return given().contentType("application/json").body(body).post(path).then();
  }

  /** A chat with one message and more fields. */
  private static ValidatableResponse chat(String fields) {
    String limited =
        fields.contains("max_completion_tokens") ? fields : "'max_completion_tokens':1," + fields;
    String body = "{\"messages\":[{\"role\":\"user\",\"content\":\"What?\"}],%s}";
    return post("/v1/chat/completions", body.formatted(limited.replace('\'', '"')));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'max_completion_tokens':0|422|max_completion_tokens",
        "'logprobs':true,'top_logprobs':-1|422|top_logprobs",
        "'stop':[null]|422|stop",
        "'stop':[1]|422|stop",
        "'stop':true|422|stop",
        "'max_tokens':'4'|400|max_tokens",
        "'max_tokens':''|400|max_tokens",
        "'temperature':''|400|temperature",
        "'temperature':true|400|temperature",
        "'stream':1|400|stream",
        "'stream':'true'|400|stream",
        "'logprobs':1|400|logprobs",
        "'model':5|400|model",
        "'model':true|400|model"
      })
  void aValueOfAnotherTypeOrMeaningIsRefused(String fields, int status, String field) {
    chat(fields).statusCode(status).body("field", equalTo(field));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'type':'text','text':'a','bogus':1}|messages[0].content[0].bogus",
        "{'type':'image_url','image_url':'data:,','uuid':'a'}|messages[0].content[0].uuid",
        "{'type':'image_url','image_url':{'url':'data:,','format':'png'}}"
            + "|messages[0].content[0].image_url.format",
        "{'type':'image_url','image_url':{'url':'data:,','detail':'huge'}}"
            + "|messages[0].content[0].image_url.detail"
      })
  void whatAPartOfAMessageAsksForIsNotDropped(String part, String field) {
    String body = "{'messages':[{'role':'user','content':[%s]}]}".formatted(part);
    post("/v1/chat/completions", body.replace('\'', '"'))
        .statusCode(422)
        .body("field", equalTo(field));
  }

  @Test
  void aHintAtAPicturesDetailIsTaken() {
    String picture = SmallModel.data(SmallModel.image("rgb.png"));
    post(
            "/v1/chat/completions",
            """
            {"max_tokens": 1, "messages": [{"role": "user", "content": [
              {"type": "image_url", "image_url": {"url": "%s", "detail": "high"}},
              {"type": "text", "text": "What?", "annotations": []}]}]}
            """
                .formatted(picture))
        .statusCode(200);
  }

  @Test
  void aLongNameOfNoModelIsNotRepeatedWhole() {
    chat("'model':'" + "x".repeat(10_000) + "'")
        .statusCode(404)
        .body("detail.length()", lessThan(400));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{'image':'a','question':true}|400|question",
        "{'image':'a','question':'a','options':[true,false]}|400|options[0]",
        "{'image':'a','question':'a','review':5}|422|review",
        "{'image':'a','question':'a','review':[]}|422|review",
        "{'image':'a','question':'a','review':{'text':5}}|422|review.text"
      })
  void theTypedRequestsAreHeldToTheirTypes(String body, int status, String field) {
    post("/v1/corrections", body.replace('\'', '"'))
        .statusCode(status)
        .body("field", equalTo(field));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void anEmptyAcceptIsNone(String accept) {
    given()
        .header("Accept", accept)
        .contentType("application/json")
        .body("{\"messages\":[{\"role\":\"user\",\"content\":\"What?\"}],\"max_tokens\":1}")
        .post("/v1/chat/completions")
        .then()
        .statusCode(200)
        .contentType("application/json");
    given().header("Accept", accept).get("/v1/images/none").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json;q=0", "*/*; q=0.0", "text/html;q=0, */*;q=.0"})
  void whoWantsNothingGetsNothing(String accept) {
    given()
        .header("Accept", accept)
        .get("/v1/models")
        .then()
        .statusCode(406)
        .body("code", equalTo("not_acceptable"));
  }

  @Test
  void pathsOfTheServerItselfNameABadHeaderToo() {
    given()
        .header("Accept", "application/json;charset=\"")
        .get("/q/metrics")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("malformed_header"));
  }

  @Test
  void aRequestWithoutAHostIsTold() throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      http.body("GET /v1/models HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      assertThat(http.answer())
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "\"field\":\"Host\"");
    }
  }

  @Test
  void aRequestOfNoPathIsTold() throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      http.body(
          "OPTIONS * HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes(UTF_8));
      assertThat(http.answer())
          .startsWith("HTTP/1.1 400")
          .contains("application/problem+json", "\"code\":\"malformed_path\"");
    }
  }

  @Test
  void aPathWithNothingBehindItIsNamed() {
    given()
        .get("/v1/nothing")
        .then()
        .statusCode(404)
        .body("code", equalTo("not_found"))
        .body("detail", equalTo("there is nothing at /v1/nothing"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"nowhere\"|messages[0].content[0].image_url",
        "{\"url\": \"data:image/png;base64,AAAA\"}|messages[0].content[0].image_url.url",
        "{\"url\": \"ftp://host/a.png\"}|messages[0].content[0].image_url.url"
      })
  void aPictureOfAMessageIsNamedByItsPlace(String url, String field) {
    post(
            "/v1/chat/completions",
            """
            {"messages": [{"role": "user", "content": [{"type": "image_url", "image_url": %s}]}]}
            """
                .formatted(url))
        .body("field", equalTo(field))
        .body("error.param", equalTo(field));
  }

  @Test
  void aReadersWordsForADamagedPictureNameNoClass() {
    given()
        .contentType("image/jpeg")
        .body(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xd9})
        .post("/v1/images")
        .then()
        .statusCode(422)
        .body("detail", equalTo("image must be whole and valid: the data end early"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"collections", "training-jobs", "evaluations"})
  void behindTheLastPageThereIsNoOther(String list) {
    given()
        .get("/admin/v1/" + list + "?offset=" + Long.MAX_VALUE)
        .then()
        .statusCode(200)
        .body("next", equalTo(null));
  }
}
