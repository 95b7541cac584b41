package io.emend.inference.openai;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallModel.class)
class OpenAiErrorsIT {

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse chat(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("messages", List.of(Map.of("role", "user", "content", "Tell me everything.")));
    body.putAll(more);
    return given().contentType("application/json").body(body).post("/v1/chat/completions").then();
  }

  @Test
  void anErrorHasTheMemberThatOpenAiClientsShow() {
    chat(Map.of("temperature", -1))
        .body("error.message", equalTo("temperature must be 0 to 2, was -1.0"))
        .body("error.type", equalTo("invalid_request_error"))
        .body("error.param", equalTo("temperature"))
        .body("error.code", equalTo("invalid_value"));
  }

  @Test
  void malformedJsonHasItToo() {
    given()
        .contentType("application/json")
        .body("{")
        .post("/v1/chat/completions")
        .then()
        .statusCode(400)
        .body("error.code", equalTo("malformed_json"));
  }

  @Test
  void aBodyOverTheLimitHasItToo() {
    chat(Map.of("user", "x".repeat(SmallModel.BODY_LIMIT)))
        .statusCode(413)
        .body("error.code", equalTo("body_too_large"));
  }

  @Test
  void anotherMethodHasItToo() {
    given()
        .get("/v1/chat/completions")
        .then()
        .statusCode(405)
        .body("error.code", equalTo("method_not_allowed"));
  }

  @Test
  void anUnknownModelByPathHasItToo() {
    given().get("/v1/models/gpt-9").then().body("error.code", equalTo("model_not_found"));
  }

  @Test
  void errorsOfOtherEndpointsDoNotHaveIt() {
    given().get("/v1/corrections/none").then().body("error", nullValue());
  }

  @Test
  void aStreamOverTheContextIsRefusedWithAStatus() {
    List<?> messages = List.of(Map.of("role", "user", "content", "why ".repeat(600)));
    chat(Map.of("stream", true, "messages", messages))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("error.code", equalTo("context_too_long"));
  }

  @Test
  void aStreamOverTheQueueIsRefusedWithAStatus() {
    Map<String, ?> longStream = Map.of("stream", true, "temperature", 2, "max_tokens", 450);
    List<CompletableFuture<ValidatableResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      answers.add(CompletableFuture.supplyAsync(() -> chat(longStream)));
    }
    List<ValidatableResponse> refused =
        answers.stream()
            .map(CompletableFuture::join)
            .filter(answer -> answer.extract().statusCode() == 429)
            .toList();
    assertThat(refused).isNotEmpty();
    refused.get(0).body("error.type", equalTo("rate_limit_error"));
    assertThat(refused.get(0).extract().header("Retry-After")).matches("[1-9][0-9]*");
  }
}
