package io.emend.inference.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.emend.inference.SmallModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies at the limit and over it, with and without a length in the header. */
@QuarkusTest
@TestProfile(SmallModel.class)
class BodyLimitIT {
  private static final String JSON = "application/json";

  @TestHTTPResource URI base;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  /** A good request, made that long by blanks behind it. */
  private static byte[] body(int length) {
    byte[] json =
        "{\"image\":\"%s\",\"question\":\"What is this?\"}"
            .formatted(SmallModel.data(SmallModel.image("rgb.png")))
            .getBytes(StandardCharsets.UTF_8);
    byte[] body = Arrays.copyOf(json, length);
    Arrays.fill(body, json.length, length, (byte) ' ');
    return body;
  }

  private String chunked(String path, String type, byte[] body, boolean end) throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      http.head(path, type, "Transfer-Encoding: chunked");
      http.chunks(body, end);
      return http.answer();
    }
  }

  @Test
  void aBodyAtTheLimitIsTaken() {
    given()
        .contentType(JSON)
        .body(body(SmallModel.BODY_LIMIT))
        .post("/v1/inferences")
        .then()
        .statusCode(200);
  }

  @Test
  void aBodyOneByteOverIsRefused() {
    given()
        .contentType(JSON)
        .body(body(SmallModel.BODY_LIMIT + 1))
        .post("/v1/inferences")
        .then()
        .statusCode(413)
        .body("code", equalTo("body_too_large"))
        .body("value", equalTo(String.valueOf(SmallModel.BODY_LIMIT + 1)));
  }

  @Test
  void aChunkedBodyAtTheLimitIsTaken() throws IOException {
    assertThat(chunked("/v1/inferences", JSON, body(SmallModel.BODY_LIMIT), true))
        .startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/inferences", "/v1/corrections", "/v1/chat/completions"})
  void aChunkedBodyOverTheLimitIsRefused(String path) throws IOException {
    assertThat(chunked(path, JSON, body(SmallModel.BODY_LIMIT + 20_000), true))
        .startsWith("HTTP/1.1 413")
        .contains("application/problem+json", "\"code\":\"body_too_large\"");
  }

  @Test
  void aChunkedImageOverTheLimitIsRefused() throws IOException {
    byte[] bytes = new byte[SmallModel.BODY_LIMIT + 20_000];
    assertThat(chunked("/v1/images", "image/png", bytes, true))
        .startsWith("HTTP/1.1 413")
        .contains("\"code\":\"body_too_large\"");
  }

  /** The answer comes while the client still has more to send. */
  @Test
  void aBodyWithoutEndIsRefusedAtTheLimit() throws IOException {
    assertThat(chunked("/v1/inferences", JSON, body(SmallModel.BODY_LIMIT + 20_000), false))
        .startsWith("HTTP/1.1 413");
  }

  /** The server closes: the answer ends though the body never does. */
  @Test
  void aLongBodyThatNeverComesWholeDoesNotHoldTheConnection() throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      http.head("/v1/inferences", JSON, "Content-Length: 10000000000");
      http.body(new byte[1000]);
      assertThat(http.answer()).startsWith("HTTP/1.1 413");
    }
  }

  @Test
  void aLengthThatIsNoNumberIsRefused() throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      http.head("/v1/inferences", JSON, "Content-Length: many");
      assertThat(http.answer()).startsWith("HTTP/1.1 400");
    }
  }
}
