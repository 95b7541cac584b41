package io.emend.command.serve;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a server with the bundled model promises, whichever engine answers for it. */
abstract class EngineContract {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Path PICTURE = Path.of("docs", "sample.png");
  private static final String QUESTION = "Is there an orange triangle?";

  /** The address of the server. */
  abstract String server();

  static String picture() {
    try {
      String bytes = Base64.getEncoder().encodeToString(Files.readAllBytes(PICTURE));
      return "data:image/png;base64," + bytes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ValidatableResponse post(String path, Map<String, ?> body, String... accept) {
    return given()
        .baseUri(server())
        .contentType("application/json")
        .accept(accept.length == 0 ? "application/json" : accept[0])
        .body(body)
        .post(path)
        .then();
  }

  private static Map<String, Object> question() {
    Map<String, Object> body = new HashMap<>();
    body.put("image", picture());
    body.put("question", QUESTION);
    body.put("options", List.of("yes", "no"));
    return body;
  }

  private ValidatableResponse chat(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    List<Map<String, ?>> parts =
        List.of(
            Map.of("type", "image_url", "image_url", Map.of("url", picture())),
            Map.of("type", "text", "text", QUESTION));
    body.put("messages", List.of(Map.of("role", "user", "content", parts)));
    body.put("max_tokens", 24);
    body.put("temperature", 0);
    body.putAll(more);
    return post("/v1/chat/completions", body);
  }

  private String content(Map<String, ?> more) {
    return chat(more).statusCode(200).extract().path("choices[0].message.content");
  }

  @Test
  void aQuestionIsAnswered() {
    post("/v1/inferences", question())
        .statusCode(200)
        .body("answer", equalTo("A"))
        .body(
            "response",
            endsWith("There is an orange triangle. So the answer is yes, option A. ## A ##"))
        .body("model", equalTo("emend-tiny"))
        .body("usage.promptTokens", equalTo(93))
        .body("usage.completionTokens", equalTo(37))
        .body("timings.decode", greaterThan(0f));
  }

  @Test
  void anAnswerIsCorrectedInASecondTurn() {
    Map<String, Object> body = question();
    body.put("reference", "A");
    body.put("review", "detail");
    post("/v1/corrections", body)
        .statusCode(200)
        .body("initial.correct", equalTo(true))
        .body("refined", hasSize(1))
        .body("refined[0].response", endsWith("## B ##"))
        .body("outcome", equalTo("right_wrong"))
        .body("usage.cachedTokens", greaterThan(64));
  }

  @Test
  void aCorrectionIsStreamed() {
    String events =
        post("/v1/corrections", question(), "text/event-stream")
            .statusCode(200)
            .extract()
            .asString();
    assertThat(events)
        .startsWith("event: initial\ndata: {\"round\":0,\"delta\":\"I\"}")
        .contains("\"round\":1")
        .contains("So the answer is yes, option A. ## A ##");
  }

  @Test
  void severalPicturesAreLookedAtTogether() {
    Map<String, Object> body = question();
    body.remove("image");
    body.put("images", List.of(picture(), picture()));
    post("/v1/inferences", body).statusCode(200).body("usage.promptTokens", greaterThan(150));
  }

  @Test
  void aStreamSaysWhatAWholeAnswerSays() throws IOException {
    String whole = content(Map.of());
    String events =
        chat(Map.of("stream", true)).statusCode(200).extract().asString().replace("[DONE]", "{}");
    StringBuilder said = new StringBuilder();
    for (String line : events.lines().filter(each -> each.startsWith("data: ")).toList()) {
      JsonNode chunk = JSON.readTree(line.substring("data: ".length()));
      said.append(chunk.at("/choices/0/delta/content").asText(""));
    }
    assertThat(said.toString()).isEqualTo(whole).isNotEmpty();
  }

  @Test
  void aSeedSaysTheSameAgain() {
    Map<String, Object> drawn = Map.of("temperature", 1.5, "seed", 11);
    assertThat(content(drawn))
        .isEqualTo(content(drawn))
        .isNotEqualTo(content(Map.of("temperature", 1.5, "seed", 12)));
  }

  @Test
  void aStopEndsAnAnswerAndIsNoPartOfIt() {
    String whole = content(Map.of());
    String word = whole.split(" ")[3];
    chat(Map.of("stop", List.of(word)))
        .statusCode(200)
        .body("choices[0].finish_reason", equalTo("stop"))
        .body("choices[0].message.content", equalTo(whole.substring(0, whole.indexOf(word))));
  }

  @Test
  void anAnswerIsCutAtItsLength() {
    chat(Map.of("max_tokens", 5))
        .statusCode(200)
        .body("choices[0].finish_reason", equalTo("length"))
        .body("usage.completion_tokens", equalTo(5));
  }

  @Test
  void eachTokenHasItsLogProbability() {
    chat(Map.of("max_tokens", 5, "logprobs", true, "top_logprobs", 2))
        .statusCode(200)
        .body("choices[0].logprobs.content", hasSize(5))
        .body("choices[0].logprobs.content.top_logprobs", everyItem(hasSize(2)));
  }

  @Test
  void choicesAreDrawnEachByItself() {
    List<String> choices =
        chat(Map.of("n", 2, "temperature", 1.5, "seed", 5))
            .statusCode(200)
            .extract()
            .path("choices.message.content");
    assertThat(choices).doesNotHaveDuplicates();
  }

  @Test
  void aTokenThatTheModelDoesNotHaveIsRefused() {
    chat(Map.of("logit_bias", Map.of("1000000", 1))).statusCode(422);
  }

  @Test
  void aPromptThatIsTooLongIsRefused() {
    chat(Map.of("messages", List.of(Map.of("role", "user", "content", "why ".repeat(600)))))
        .statusCode(422)
        .body("code", equalTo("context_too_long"));
  }

  @Test
  void anUnknownModelIsRefused() {
    chat(Map.of("model", "gpt-4"))
        .statusCode(404)
        .body("code", equalTo("model_not_found"))
        .body("rule", equalTo("must be emend-tiny"));
  }

  @Test
  void theModelIsListedWithItsContext() {
    given()
        .baseUri(server())
        .get("/v1/models")
        .then()
        .statusCode(200)
        .body("data.id", contains("emend-tiny"))
        .body("data[0].max_model_len", equalTo(512));
  }

  @Test
  void theEngineIsDescribed() {
    given()
        .baseUri(server())
        .get("/admin/v1/engines")
        .then()
        .statusCode(200)
        .body("data.model", contains("emend-tiny"))
        .body("data.state", contains("ready"))
        .body("data[0].contextLength", equalTo(512));
  }

  @Test
  void answersAreCounted() {
    post("/v1/inferences", question()).statusCode(200);
    assertThat(given().baseUri(server()).get("/q/metrics").asString())
        .containsPattern(
            "vllm:request_success_total\\{finished_reason=\"stop\",model_name=\"emend-tiny\".*\\} [1-9]")
        .containsPattern(
            "vllm:time_to_first_token_seconds_count\\{model_name=\"emend-tiny\".*\\} [1-9]");
  }

  @Test
  void aCollectionAsksEachQuestionOnce() throws InterruptedException {
    String at =
        post(
                "/admin/v1/collections",
                Map.of("name", "contract", "source", "scenes:crowded/train", "limit", 12))
            .statusCode(202)
            .extract()
            .header("Location");
    ValidatableResponse status = given().baseUri(server()).get(at).then();
    while (List.of("queued", "running").contains(status.extract().<String>path("state"))) {
      TimeUnit.MILLISECONDS.sleep(100);
      status = given().baseUri(server()).get(at).then();
    }
    status
        .body("state", equalTo("succeeded"))
        .body("done", equalTo(12))
        .body("failed", equalTo(0))
        .body("dataset", not(equalTo(null)));
  }
}
