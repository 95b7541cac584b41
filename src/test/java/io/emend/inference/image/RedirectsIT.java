package io.emend.inference.image;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.emend.access.GuardedServer;
import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures from an allow-listed https host of this machine, asked for over HTTP. */
@QuarkusTest
@TestProfile(GuardedServer.class)
class RedirectsIT {
  private static int pages;

  @Inject LocalPages local;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private String page(int status, String location, byte[] body) {
    String path = "/page" + pages++;
    local.pages().page(path, status, location, body);
    return "https://localhost:" + local.pages().port() + path;
  }

  private ValidatableResponse answer(int status, String location, byte[] body) {
    return ask("image", page(status, location, body));
  }

  private static ValidatableResponse ask(String field, Object pictures) {
    return given()
        .header("Authorization", "Bearer " + GuardedServer.USER_KEY)
        .contentType("application/json")
        .body(Map.of(field, pictures, "question", "What is this?"))
        .post("/v1/inferences")
        .then();
  }

  @Test
  void aPictureOfAnAllowedHostIsAnsweredAbout() {
    answer(200, null, SmallModel.image("rgb.png")).statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://10.0.0.1/a.png",
        "https://127.0.0.1/a.png",
        "https://[::1]/a.png",
        "http://169.254.169.254/latest/meta-data",
        "https://example.org/a.png",
        "file:///etc/passwd",
        "/page0"
      })
  void aRedirectIsRefused(String location) {
    answer(302, location, new byte[0])
        .statusCode(403)
        .contentType("application/problem+json")
        .body("code", equalTo("url_refused"))
        .body("rule", equalTo("must not redirect"));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 303, 307, 308})
  void everyKindOfRedirectIsRefused(int status) {
    answer(status, "https://10.0.0.1/a.png", new byte[0])
        .statusCode(403)
        .body("code", equalTo("url_refused"));
  }

  @Test
  void aRedirectIsRefusedThoughItCarriesAPicture() {
    answer(302, "https://10.0.0.1/a.png", SmallModel.image("rgb.png"))
        .statusCode(403)
        .body("code", equalTo("url_refused"));
  }

  @Test
  void anAnswerOverTheLimitIsRefused() {
    answer(200, null, new byte[50_001])
        .statusCode(403)
        .body("rule", equalTo("must lead to at most 50000 bytes"));
  }

  @Test
  void anErrorOfTheHostIsUnreachable() {
    answer(500, null, new byte[0]).statusCode(502).body("code", equalTo("url_unreachable"));
  }

  @Test
  void ofSeveralUrlsTheOneThatCannotBeFetchedIsNamed() {
    String good = page(200, null, SmallModel.image("rgb.png"));
    ask("images", List.of(good, good)).statusCode(200);
    ask("images", List.of(good, page(500, null, new byte[0])))
        .statusCode(502)
        .body("field", equalTo("images[1]"))
        .body("detail", equalTo("images[1] URL must answer 200, localhost answered 500"));
  }

  @Test
  void aPageThatIsNoPictureIsUnsupported() {
    answer(200, null, "<html>".getBytes())
        .statusCode(415)
        .body("code", equalTo("image_unsupported"));
  }
}
