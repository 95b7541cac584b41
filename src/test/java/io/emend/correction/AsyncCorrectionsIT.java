package io.emend.correction;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallModel.class)
class AsyncCorrectionsIT {

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static ValidatableResponse ask(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("image", data(image("rgb.png")));
    body.put("question", "Which colour?");
    body.put("options", List.of("red", "green"));
    body.putAll(more);
    return given()
        .contentType("application/json")
        .header("Prefer", "wait=1, respond-async")
        .body(body)
        .post("/v1/corrections")
        .then();
  }

  private static String taken(Map<String, ?> more) {
    return ask(more).statusCode(202).extract().header("Location");
  }

  private static ValidatableResponse ended(String location) throws InterruptedException {
    while (when().get(location).statusCode() == 202) {
      Thread.sleep(50);
    }
    return when().get(location).then();
  }

  @Test
  void aRequestIsTaken() {
    ask(Map.of())
        .statusCode(202)
        .header("Location", containsString("/v1/corrections/cor_"))
        .header("Preference-Applied", equalTo("respond-async"))
        .body("state", equalTo("pending"));
  }

  @Test
  void theResultIsFetchedLater() throws InterruptedException {
    ended(taken(Map.of("reference", "A")))
        .statusCode(200)
        .body("refined", hasSize(1))
        .body("outcome", equalTo("wrong_wrong"));
  }

  @Test
  void theResultHasTheIdOfTheRequest() throws InterruptedException {
    String location = taken(Map.of());
    ended(location).body("id", equalTo(location.substring(location.lastIndexOf('/') + 1)));
  }

  @Test
  void manyRequestsAreAllAnswered() throws InterruptedException {
    List<String> locations = IntStream.range(0, 500).mapToObj(i -> taken(Map.of())).toList();
    for (String location : locations) {
      ended(location).statusCode(200);
    }
  }

  @Test
  void aRequestThatBreaksARuleIsRefusedAtOnce() {
    ask(Map.of("rounds", 9)).statusCode(422).body("code", equalTo("invalid_value"));
  }

  @Test
  void whatFailsLaterIsToldAsTheProblemThatItIs() throws InterruptedException {
    ended(taken(Map.of("image", "0".repeat(64))))
        .statusCode(404)
        .body("code", equalTo("image_not_found"));
  }

  @Test
  void nothingWaitsWhenAllIsAnswered() throws IOException, InterruptedException {
    String location = taken(Map.of());
    ended(location);
    String id = location.substring(location.lastIndexOf('/') + 1);
    assertThat(StoredFiles.all())
        .filteredOn(file -> file.toString().contains(id))
        .singleElement()
        .asString()
        .endsWith("corrections/" + id + ".json")
        .doesNotContain("pending");
  }
}
