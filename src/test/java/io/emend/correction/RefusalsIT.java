package io.emend.correction;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every function refuses with the same status and code; the store stays as it was. */
@QuarkusTest
@TestProfile(SmallModel.class)
class RefusalsIT {
  private static final String PICTURE = data(image("rgb.png"));

  private Set<Path> before;

  @BeforeEach
  void look() throws Exception {
    SmallModel.await();
    before = StoredFiles.all();
  }

  @AfterEach
  void nothingIsLeftInTheStore() throws Exception {
    assertThat(StoredFiles.all()).isEqualTo(before);
  }

  private static ValidatableResponse refused(
      ValidatableResponse response, int status, String code) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("status", equalTo(status));
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownModel(AskedFunction function) {
    refused(function.askWith(PICTURE, "model", "gpt-9"), 404, "model_not_found")
        .body("field", equalTo("model"))
        .body("value", equalTo("gpt-9"));
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownImage(AskedFunction function) {
    refused(function.ask("f".repeat(64), "What?"), 404, "image_not_found")
        .body("field", equalTo(function.imageField()));
  }

  @ParameterizedTest
  @EnumSource
  void aFileUrl(AskedFunction function) {
    refused(function.ask("file:///etc/passwd", "What?"), 403, "url_refused")
        .body("value", equalTo("file"));
  }

  @ParameterizedTest
  @EnumSource
  void anS3UriWithoutAStore(AskedFunction function) {
    refused(function.ask("s3://bucket/a.png", "What?"), 422, "store_not_configured");
  }

  @ParameterizedTest
  @EnumSource
  void aHostThatIsNotOnTheList(AskedFunction function) {
    refused(function.ask("https://example.org/a.png", "What?"), 403, "url_refused")
        .body("value", equalTo("example.org"));
  }

  @ParameterizedTest
  @EnumSource
  void aHostWithAPrivateAddress(AskedFunction function) {
    refused(function.ask("https://localhost/a.png", "What?"), 403, "url_refused")
        .body("rule", equalTo("must lead to a public address"));
  }

  @ParameterizedTest
  @EnumSource
  void whatIsNoImage(AskedFunction function) {
    refused(function.ask(data("text".getBytes()), "What?"), 415, "image_unsupported");
  }

  @ParameterizedTest
  @EnumSource
  void aTruncatedImage(AskedFunction function) {
    byte[] half = java.util.Arrays.copyOf(image("rgb.png"), image("rgb.png").length / 2);
    refused(function.ask(data(half), "What?"), 422, "image_corrupt")
        .body("field", equalTo(function.imageField()));
  }

  @ParameterizedTest
  @EnumSource
  void malformedJson(AskedFunction function) {
    refused(function.post("{\"question\": "), 400, "malformed_json")
        .body("detail", containsString("line 1"));
  }

  @ParameterizedTest
  @EnumSource
  void textBehindTheBody(AskedFunction function) {
    refused(function.post("{} {}"), 400, "malformed_json");
  }

  @ParameterizedTest
  @EnumSource
  void aBodyNestedWithoutEnd(AskedFunction function) {
    String field = function.chats() ? "stop" : "review";
    String deep = "{\"%s\":%s".formatted(field, "[".repeat(2_000));
    refused(function.post(deep), 400, "malformed_json");
  }

  @ParameterizedTest
  @EnumSource
  void anotherTypeThanTheFieldHas(AskedFunction function) {
    refused(function.askWith(PICTURE, "model", Map.of("a", 1)), 400, "malformed_json")
        .body("field", equalTo("model"))
        .body("rule", equalTo("must be a string"));
  }

  @ParameterizedTest
  @EnumSource
  void aFieldThatIsThereTwice(AskedFunction function) {
    refused(function.post("{\"model\":\"a\",\"model\":\"b\"}"), 400, "malformed_json")
        .body("field", equalTo("model"))
        .body("rule", equalTo("must be given once"));
  }

  @ParameterizedTest
  @EnumSource
  void aBodyOverTheLimit(AskedFunction function) {
    String question = "x".repeat(SmallModel.BODY_LIMIT);
    refused(function.ask(PICTURE, question), 413, "body_too_large");
  }
}
