package io.emend.inference.image;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Other spellings of addresses that are refused, and of hosts that only look allowed. */
@QuarkusTest
@TestProfile(SmallModel.class)
class UrlRefusalsIT {

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse ask(String url) {
    return given()
        .contentType("application/json")
        .body(Map.of("image", url, "question", "What is this?"))
        .post("/v1/inferences")
        .then()
        .contentType("application/problem+json")
        .body("field", equalTo("image"));
  }

  /** All are on the list: their addresses are what is refused. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://localhost/a.png",
        "https://2130706433/a.png",
        "https://127.1/a.png",
        "https://[::ffff:127.0.0.1]/a.png",
        "https://[::ffff:a00:1]/a.png",
        "https://[0:0:0:0:0:0:0:1]/a.png",
        "https://[fd00:ec2::254]/a.png"
      })
  void anAddressInsideIsRefusedHoweverItIsWritten(String url) {
    ask(url).statusCode(403).body("code", equalTo("url_refused"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://0177.0.0.1/a.png",
        "https://0x7f000001/a.png",
        "https://017700000001/a.png",
        "https://localhost./a.png",
        "https://localhost.example.org/a.png",
        "https://example.org#@localhost/a.png",
        "https://localhost@example.org/a.png",
        "https://example.org@localhost/a.png",
        "https://localhost:443@example.org/a.png",
        "https://localhost:22/a.png",
        "https:///a.png",
        "https:localhost/a.png"
      })
  void aHostThatOnlyLooksAllowedIsRefused(String url) {
    ask(url).statusCode(403).body("code", equalTo("url_refused"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org\\@localhost/a.png",
        "https://local host/a.png",
        "https://localhost/a\r\nX-Evil: 1",
        "https://[::1/a.png",
        "https://",
        "https:"
      })
  void whatIsNoUrlIsInvalid(String url) {
    ask(url).statusCode(422).body("code", equalTo("invalid_value"));
  }
}
