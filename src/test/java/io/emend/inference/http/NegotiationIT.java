package io.emend.inference.http;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which media type an answer has, and who gets none. */
@QuarkusTest
@TestProfile(SmallModel.class)
class NegotiationIT {
  private static final String EVENTS = "text/event-stream";
  private static final String CHAT =
      """
      {"messages":[{"role":"user","content":"What is this?"}],"max_tokens":2,"stream":%s}\
      """;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse chat(String accept, boolean stream) {
    return given()
        .contentType("application/json")
        .header("Accept", accept)
        .body(CHAT.formatted(stream))
        .post("/v1/chat/completions")
        .then();
  }

  private static ValidatableResponse ask(String path, String accept) {
    String body = "{\"image\":\"%s\",\"question\":\"What?\"}".formatted(data(image("rgb.png")));
    return given()
        .contentType("application/json")
        .header("Accept", accept)
        .body(body)
        .post(path)
        .then();
  }

  private static void assertNotAcceptable(ValidatableResponse response) {
    response
        .statusCode(406)
        .contentType("application/problem+json")
        .body("code", equalTo("not_acceptable"))
        .body("detail", startsWith("Accept must "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/plain", "image/png", EVENTS})
  void aChatThatIsNotStreamedIsJsonOrNothing(String accept) {
    assertNotAcceptable(chat(accept, false));
  }

  /** The last is what Java's own client sends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "*/*",
        "application/json",
        "application/*",
        "text/html, application/json;q=0.5",
        "text/event-stream, application/json",
        "text/html, image/gif, image/jpeg, *; q=.2, */*; q=.2"
      })
  void whoTakesJsonGetsJson(String accept) {
    chat(accept, false).statusCode(200).contentType("application/json");
  }

  /** OpenAI's client sends the second. */
  @ParameterizedTest
  @ValueSource(strings = {EVENTS, "application/json", "*/*"})
  void aStreamIsEventsForAllWhoAskForOne(String accept) {
    chat(accept, true).statusCode(200).contentType(EVENTS);
  }

  @Test
  void aStreamIsNoPage() {
    assertNotAcceptable(chat("text/html", true));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/inferences,text/html",
    "/v1/inferences,text/plain",
    "/v1/inferences,text/event-stream",
    "/v1/corrections,text/html",
    "/v1/corrections,text/plain"
  })
  void answersAreNoTexts(String path, String accept) {
    assertNotAcceptable(ask(path, accept));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/models",
        "/admin/v1/adapters",
        "/admin/v1/collections",
        "/admin/v1/datasets",
        "/admin/v1/evaluations",
        "/admin/v1/training-jobs"
      })
  void listsAreJsonOrNothing(String path) {
    assertNotAcceptable(given().header("Accept", "text/html").get(path).then());
    assertNotAcceptable(given().header("Accept", EVENTS).get(path).then());
    given()
        .header("Accept", "*/*")
        .get(path)
        .then()
        .statusCode(200)
        .contentType("application/json");
  }

  @Test
  void aPictureIsOfTheTypeThatItIs() {
    String uri =
        given().contentType("image/png").body(image("rgb.png")).post("/v1/images").path("uri");
    given().header("Accept", "image/webp, */*").get(uri).then().contentType("image/png");
    assertNotAcceptable(given().header("Accept", "image/webp").get(uri).then());
    assertNotAcceptable(given().header("Accept", "text/html").get(uri).then());
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", ";;;", ",", "a/b/c", "text/", "/", "text/html;q", "text/html;q=x"})
  void anAcceptThatCannotBeReadIsNamed(String accept) {
    chat(accept, false)
        .statusCode(400)
        .body("code", equalTo("malformed_header"))
        .body("field", equalTo("Accept"));
    ask("/v1/corrections", accept).statusCode(400).body("field", equalTo("Accept"));
  }
}
