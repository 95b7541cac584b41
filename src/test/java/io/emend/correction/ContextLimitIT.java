package io.emend.correction;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Prompts over the context: refused with their length, and never made shorter. */
@QuarkusTest
@TestProfile(SmallModel.class)
class ContextLimitIT {
  private static final String PICTURE = data(image("rgb.png"));
  private static final int LIMIT = 512;
  private static final int PICTURE_TOKENS = 25;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  @ParameterizedTest
  @EnumSource
  void aPromptOverTheContextIsRefused(AskedFunction function) {
    function
        .ask(PICTURE, "why ".repeat(600))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("context_too_long"))
        .body("limit", equalTo(LIMIT));
  }

  @ParameterizedTest
  @EnumSource
  void theErrorCountsEveryToken(AskedFunction function) {
    int some = tokens(function.ask(PICTURE, "why ".repeat(600)));
    int more = tokens(function.ask(PICTURE, "why ".repeat(601)));
    int most = tokens(function.ask(PICTURE, "why ".repeat(1200)));
    assertThat(most - some).isEqualTo(600 * (more - some));
  }

  @ParameterizedTest
  @EnumSource
  void theDetailSaysTokensImageTokensAndLimit(AskedFunction function) {
    ValidatableResponse response = function.ask(PICTURE, "why ".repeat(600));
    assertThat((String) response.extract().path("detail"))
        .contains(tokens(response) + " tokens", PICTURE_TOKENS + " of them", LIMIT + "");
  }

  private static int tokens(ValidatableResponse response) {
    return response.body("imageTokens", equalTo(PICTURE_TOKENS)).extract().path("tokens");
  }

  /** Pictures alone fill the context: none of their tokens may go. */
  @Test
  void picturesThatDoNotFitAreCountedInFull() {
    Map<String, ?> part = Map.of("type", "image_url", "image_url", Map.of("url", PICTURE));
    List<Map<String, ?>> parts =
        IntStream.range(0, 25).mapToObj(i -> part).collect(Collectors.toList());
    AskedFunction.CHAT
        .post(Map.of("messages", List.of(Map.of("role", "user", "content", parts))))
        .statusCode(422)
        .body("code", equalTo("context_too_long"))
        .body("imageTokens", equalTo(25 * PICTURE_TOKENS));
  }

  /** The longest question that fits keeps its picture whole. */
  @Test
  void aPromptJustWithinTheContextKeepsItsPicture() {
    ValidatableResponse over = AskedFunction.INFERENCE.ask(PICTURE, "why ".repeat(600));
    int perWord = tokens(AskedFunction.INFERENCE.ask(PICTURE, "why ".repeat(601))) - tokens(over);
    int words = 600 - (tokens(over) - (LIMIT - 1) + perWord - 1) / perWord;
    AskedFunction.INFERENCE
        .ask(PICTURE, "why ".repeat(words))
        .statusCode(200)
        .body("usage.imageTokens", equalTo(PICTURE_TOKENS));
    AskedFunction.INFERENCE.ask(PICTURE, "why ".repeat(words + 1)).statusCode(422);
  }

  /** The first turn fits and is answered, the second does not: no half of it is kept. */
  @Test
  void aSecondTurnOverTheContextLeavesNoRecord() throws Exception {
    var before = StoredFiles.all();
    Map<String, Object> body = AskedFunction.CORRECTION.body(PICTURE, "What is this?");
    body.put("review", Map.of("text", "why ".repeat(600)));
    AskedFunction.CORRECTION
        .post(body)
        .statusCode(422)
        .body("code", equalTo("context_too_long"))
        .body("imageTokens", equalTo(PICTURE_TOKENS));
    assertThat(StoredFiles.all()).isEqualTo(before);
  }
}
