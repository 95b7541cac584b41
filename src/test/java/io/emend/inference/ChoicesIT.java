package io.emend.inference;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** OpenAI's {@code n}: several answers to one question. */
@QuarkusTest
@TestProfile(SwapModel.class)
class ChoicesIT {

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse chat(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("messages", List.of(Map.of("role", "user", "content", "Tell me everything.")));
    body.put("seed", 5);
    body.put("temperature", 2);
    body.put("max_tokens", 12);
    return given()
        .contentType("application/json")
        .body(body)
        .post("/v1/chat/completions")
        .then()
        .statusCode(200);
  }

  private static List<String> contents(Map<String, ?> more) {
    return chat(more).extract().path("choices.message.content");
  }

  @Test
  void choicesAreDrawnApartUnderOneSeed() {
    assertThat(contents(Map.of("n", 3))).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void choicesAreNumberedAndUsageIsOfAllOfThem() {
    ValidatableResponse one = chat(Map.of());
    chat(Map.of("n", 3))
        .body("choices.index", equalTo(List.of(0, 1, 2)))
        .body("usage.prompt_tokens", equalTo(one.extract().<Integer>path("usage.prompt_tokens")))
        .body("usage.completion_tokens", lessThanOrEqualTo(36));
  }

  @Test
  void theFirstChoiceOfSeveralIsTheOneOfASingleChoice() {
    assertThat(contents(Map.of("n", 2)).get(0)).isEqualTo(contents(Map.of()).get(0));
  }

  @Test
  void aStreamOfSeveralChoicesEndsOnceWithUsageOfAll() {
    Map<String, Boolean> usage = Map.of("include_usage", true);
    String events =
        chat(Map.of("n", 2, "stream", true, "stream_options", usage)).extract().asString();
    assertThat(events.split("\"finish_reason\"", -1)).hasSize(3);
    assertThat(events.split("\"total_tokens\"", -1)).hasSize(2);
    assertThat(events).contains("\"index\":1").endsWith("data: [DONE]\n\n");
  }
}
