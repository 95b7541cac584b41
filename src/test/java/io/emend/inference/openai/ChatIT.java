package io.emend.inference.openai;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.emend.inference.SmallModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(SmallModel.class)
class ChatIT {
  private static final String LONG =
      """
      {"messages":[{"role":"user","content":"Tell me everything."}],"temperature":2,"seed":7,
       "max_tokens":450,"stream":%s}\
      """;

  /** OpenAI's client always sends one. */
  @Test
  void aKeyIsIgnoredWhereNoneIsAskedFor() {
    given().header("Authorization", "Bearer none").get("/v1/models").then().statusCode(200);
  }

  @TestHTTPResource URI base;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse chat(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    List<Map<String, ?>> parts =
        List.of(
            Map.of("type", "text", "text", "What is this?"),
            Map.of("type", "image_url", "image_url", Map.of("url", data(image("rgb.png")))));
    body.put("messages", List.of(Map.of("role", "user", "content", parts)));
    body.put("max_tokens", 4);
    body.putAll(more);
    return given().contentType("application/json").body(body).post("/v1/chat/completions").then();
  }

  @Test
  void aCompletionHasOneChoice() {
    chat(Map.of()).statusCode(200).body("choices", hasSize(1));
  }

  @Test
  void fieldsThatChangeNothingAreIgnored() {
    chat(Map.of("user", "me", "presence_penalty", 0, "store", false)).statusCode(200);
  }

  @Test
  void logprobsAreGivenForEachToken() {
    chat(Map.of("logprobs", true, "top_logprobs", 2, "temperature", 0))
        .statusCode(200)
        .body("choices[0].logprobs.content[0].top_logprobs", hasSize(2));
  }

  @Test
  void aStreamEndsWithDone() {
    assertThat(chat(Map.of("stream", true)).extract().asString())
        .startsWith("data: {")
        .endsWith("data: [DONE]\n\n");
  }

  @Test
  void aStreamHasUsageWhereItIsAskedFor() {
    String events =
        chat(Map.of("stream", true, "stream_options", Map.of("include_usage", true)))
            .extract()
            .asString();
    assertThat(events).contains("\"total_tokens\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "stream_options.continuous_usage_stats; true; invalid_value",
        "stream_options.usage; true; unknown_field",
      })
  void anOptionOfAStreamThatIsNotHonouredIsRefused(String field, boolean value, String code) {
    Map<String, ?> options = Map.of(field.substring(field.indexOf('.') + 1), value);
    chat(Map.of("stream", true, "stream_options", options))
        .statusCode(422)
        .body("code", equalTo(code))
        .body("field", equalTo(field));
  }

  @Test
  void optionsOfAStreamNeedOne() {
    chat(Map.of("stream_options", Map.of("include_usage", true)))
        .statusCode(422)
        .body("field", equalTo("stream_options"));
  }

  /** Of this model one request may wait: two choices could never be asked for together. */
  @Test
  void moreChoicesThanMayWaitAreRefused() {
    chat(Map.of("n", 2)).statusCode(422).body("field", equalTo("n"));
  }

  private static String content(Map<String, ?> more) {
    return chat(more).statusCode(200).extract().path("choices[0].message.content");
  }

  @Test
  void aBannedTokenIsNotInTheAnswer() {
    String first = content(Map.of("temperature", 0, "max_tokens", 1));
    Map<String, Integer> all = new HashMap<>();
    for (int token = 0; token < 64; token++) {
      all.put(String.valueOf(token), token == 9 ? 100 : -100);
    }
    assertThat(content(Map.of("temperature", 0, "max_tokens", 1, "logit_bias", all)))
        .isNotEqualTo(first);
  }

  @Test
  void aBiasOnATokenThatTheModelDoesNotHaveIsRefused() {
    chat(Map.of("logit_bias", Map.of("1000000", 1)))
        .statusCode(422)
        .body("field", equalTo("logit_bias.1000000"));
  }

  @Test
  void aFieldThatIsNotHonouredIsRefusedByName() {
    chat(Map.of("response_format", Map.of("type", "json_object")))
        .statusCode(422)
        .body("field", equalTo("response_format"))
        .body("error.param", equalTo("response_format"));
  }

  @Test
  void anUnknownRoleIsRefused() {
    chat(Map.of("messages", List.of(Map.of("role", "king", "content", "x"))))
        .statusCode(422)
        .body("field", equalTo("messages[0].role"));
  }

  @Test
  void noMessagesAreRefused() {
    chat(Map.of("messages", List.of())).statusCode(422).body("field", equalTo("messages"));
  }

  @Test
  void aMissingMessageIsRefused() {
    List<Object> none = new ArrayList<>();
    none.add(null);
    chat(Map.of("messages", none)).statusCode(422).body("code", equalTo("invalid_value"));
  }

  @Test
  void anUnknownModelIsNotFound() {
    chat(Map.of("model", "gpt-9")).statusCode(404).body("code", equalTo("model_not_found"));
  }

  @Test
  void aTemperatureOutOfRangeIsRefused() {
    chat(Map.of("temperature", -1)).statusCode(422).body("field", equalTo("temperature"));
  }

  @Test
  void theModelIsListed() {
    given().get("/v1/models").then().statusCode(200).body("data[0].id", equalTo("model"));
  }

  /** The small model may be done before it hears that a client has gone: then another one goes. */
  @Test
  void aClientThatGoesFreesTheSlot() throws Exception {
    double before = metric("vllm:request_success_total", "abort");
    for (int i = 0; i < 50 && metric("vllm:request_success_total", "abort") == before; i++) {
      goInMidStream();
      Thread.sleep(100);
    }
    assertThat(metric("vllm:request_success_total", "abort")).isGreaterThan(before);
  }

  private void goInMidStream() throws Exception {
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      String body = LONG.formatted("true");
      String request =
          "POST /v1/chat/completions HTTP/1.1\r\n"
              + "Host: localhost\r\n"
              + "Content-Type: application/json\r\n"
              + "Content-Length: %d\r\n\r\n%s".formatted(body.length(), body);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      assertThat(in.readNBytes(200)).asString().contains("200 OK");
      socket.setSoLinger(true, 0);
    }
  }

  @Test
  void aFullQueueSaysWhenToTryAgain() {
    List<CompletableFuture<ValidatableResponse>> answers = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      answers.add(CompletableFuture.supplyAsync(ChatIT::longChat));
    }
    List<ValidatableResponse> refused =
        answers.stream()
            .map(CompletableFuture::join)
            .filter(answer -> answer.extract().statusCode() == 429)
            .toList();
    assertThat(refused).isNotEmpty();
    refused.get(0).body("code", equalTo("queue_full"));
    assertThat(refused.get(0).extract().header("Retry-After")).matches("[1-9][0-9]*");
  }

  private static ValidatableResponse longChat() {
    return given()
        .contentType("application/json")
        .body(LONG.formatted("false"))
        .post("/v1/chat/completions")
        .then();
  }

  private static double metric(String name, String reason) {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith(name) && line.contains(reason))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
