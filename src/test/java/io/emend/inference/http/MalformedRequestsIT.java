package io.emend.inference.http;

import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.emend.inference.SmallModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that cannot be read are the caller's fault, and say which part of them is. */
@QuarkusTest
@TestProfile(SmallModel.class)
class MalformedRequestsIT {
  private static final String FORM = "multipart/form-data; boundary=x";
  private static final String PART =
      "--x\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a.png\"\r\n\r\n%s\r\n";

  @TestHTTPResource URI base;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  /** Byte for byte, since a client would mend what is wrong here. */
  private String send(String path, String type, String body) throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      byte[] bytes = body.getBytes(StandardCharsets.ISO_8859_1);
      http.head(path, type, "Content-Length: " + bytes.length);
      http.body(bytes);
      return http.answer();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"foo", "application/", "/json", ";", "image/png png"})
  void aTypeThatIsNoneIsNamed(String type) throws IOException {
    for (String path : new String[] {"/v1/images", "/v1/inferences", "/v1/chat/completions"}) {
      assertThat(send(path, type, "{}"))
          .startsWith("HTTP/1.1 415")
          .contains("\"code\":\"unsupported_media_type\"", "\"field\":\"Content-Type\"");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
        "multipart/form-data; boundary=\" \"",
        "multipart/form-data; charset=none"
      })
  void aFormWithoutABoundaryIsNamed(String type) throws IOException {
    assertThat(send("/v1/images", type, PART.formatted("file", "x") + "--x--\r\n"))
        .startsWith("HTTP/1.1 4")
        .contains("application/problem+json", "oundary");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no form at all",
        "",
        "--x",
        "--x\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nbreaks off",
        "--x\r\nContent-Disposition: form-data\r\n\r\nnameless\r\n--x--\r\n",
        "--x\r\nContent-Disposition: form-data; name=\r\n\r\nempty\r\n--x--\r\n",
        "--x\r\nno header\r\n\r\n--x--\r\n",
        "--x\r\n"
            + "Content-Disposition: form-data; name=\"file\"\r\n"
            + "Content-Type: foo\r\n\r\n"
            + "y\r\n"
            + "--x--",
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename*=a''%\r\n\r\ny\r\n--x--",
        "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n"
            + "Content-Type: text/plain; charset=none\r\n\r\ny\r\n--x--\r\n",
        "--x\r\nContent-Disposition: form-data; name=\"file\"\r\n"
            + "Content-Transfer-Encoding: none\r\n\r\ny\r\n--x--\r\n"
      })
  void aFormThatCannotBeReadIsRefused(String form) throws IOException {
    assertThat(send("/v1/images", FORM, form))
        .startsWith("HTTP/1.1 4")
        .contains("application/problem+json", "\"code\":");
  }

  @Test
  void aFormThatBreaksOffSaysSo() throws IOException {
    assertThat(send("/v1/images", FORM, PART.formatted("file", "x")))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"malformed_multipart\"");
  }

  @Test
  void aFormMayHaveAThousandParts() throws IOException {
    String form = PART.formatted("other", "x").repeat(1000) + "--x--\r\n";
    assertThat(send("/v1/images", FORM, form))
        .startsWith("HTTP/1.1 422")
        .contains("\"field\":\"file\"");
  }

  @Test
  void aFormMayNotHaveMore() throws IOException {
    String form = PART.formatted("other", "x").repeat(1001) + "--x--\r\n";
    assertThat(send("/v1/images", FORM, form))
        .startsWith("HTTP/1.1 400")
        .contains("\"code\":\"malformed_multipart\"", "at most 1000 parts");
  }

  @ParameterizedTest
  @CsvSource({"/v1/inferences,application/json", "/v1/images,image/png"})
  void aCompressedBodyIsNamed(String path, String type) {
    given()
        .header("Content-Encoding", "gzip")
        .contentType(type)
        .body(image("rgb.png"))
        .post(path)
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported_media_type"))
        .body("field", equalTo("Content-Encoding"));
  }

  @Test
  void aBodyOfNoTypeIsNamed() throws IOException {
    try (RawHttp http = new RawHttp(base)) {
      http.head("/v1/inferences", null, "Content-Length: 2");
      http.body("{}".getBytes(StandardCharsets.US_ASCII));
      assertThat(http.answer()).startsWith("HTTP/1.1 415").contains("\"field\":\"Content-Type\"");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "PUT,/v1/inferences,'OPTIONS, POST'",
    "GET,/v1/chat/completions,'OPTIONS, POST'",
    "DELETE,/v1/images/00,'GET, HEAD, OPTIONS'",
    "POST,/v1/models,'GET, HEAD, OPTIONS'",
    "PATCH,/admin/v1/collections,'GET, HEAD, OPTIONS, POST'",
    "POST,/admin/v1/collections/none,'DELETE, GET, HEAD, OPTIONS'",
    "GET,/admin/v1/adapters/rollback,'OPTIONS, POST'"
  })
  void anotherMethodIsToldWhichThereAre(String method, String path, String allowed) {
    given()
        .request(method, path)
        .then()
        .statusCode(405)
        .header("Allow", allowed)
        .body("code", equalTo("method_not_allowed"));
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/images,'OPTIONS, POST'",
    "/v1/images/00,'GET, HEAD, OPTIONS'",
    "/admin/v1/adapters/rollback,'OPTIONS, POST'"
  })
  void thoseOfAPathAreToldWhoAsks(String path, String allowed) {
    given().options(path).then().statusCode(200).header("Allow", allowed);
  }

  private static ValidatableResponse chat(String content) {
    return given()
        .contentType("application/json")
        .body("{\"messages\":[{\"role\":\"user\",\"content\":[%s]}]}".formatted(content))
        .post("/v1/chat/completions")
        .then();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"text\",\"text\":null}|messages[0].content[0].text",
        "{\"type\":\"text\"}|messages[0].content[0].text",
        "{\"type\":\"text\",\"text\":7}|messages[0].content[0].text",
        "{\"type\":\"text\",\"text\":{}}|messages[0].content[0].text",
        "{\"type\":\"image_url\",\"image_url\":{\"url\":null}}|messages[0].content[0].image_url.url",
        "{\"type\":\"image_url\",\"image_url\":null}|messages[0].content[0].image_url.url",
        "{\"type\":null}|messages[0].content[0].type",
        "null|messages[0].content[0].type"
      })
  void aPartThatIsNoTextIsNoWord(String part, String field) {
    chat(part)
        .statusCode(422)
        .body("field", equalTo(field))
        .body("error.param", containsString("messages[0]"));
  }
}
