package io.emend.correction;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.inference.SmallModel;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(SmallModel.class)
class CorrectionStreamIT {
  private static final ObjectMapper JSON = new ObjectMapper();

  @TestHTTPResource URI base;

  /** One server-sent event. */
  private record Event(String name, JsonNode data) {

    static Event of(String text) throws Exception {
      String[] lines = text.split("\n", 2);
      return new Event(
          lines[0].substring("event: ".length()),
          JSON.readTree(lines[1].substring("data: ".length())));
    }
  }

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static Map<String, Object> body(Map<String, ?> more) {
    Map<String, Object> body = new HashMap<>();
    body.put("image", data(image("rgb.png")));
    body.put("question", "Which colour?");
    body.put("options", List.of("red", "green"));
    body.putAll(more);
    return body;
  }

  private static ValidatableResponse stream(Map<String, ?> more) {
    return given()
        .contentType("application/json")
        .accept("text/event-stream")
        .body(body(more))
        .post("/v1/corrections")
        .then();
  }

  private static List<Event> events(Map<String, ?> more) throws Exception {
    List<Event> events = new ArrayList<>();
    String all = stream(more).statusCode(200).extract().asString();
    for (String text : all.split("\n\n")) {
      events.add(Event.of(text));
    }
    return events;
  }

  private static String said(List<Event> events, String turn) {
    StringBuilder said = new StringBuilder();
    events.stream()
        .filter(event -> event.name().equals(turn))
        .forEach(event -> said.append(event.data().path("delta").asText()));
    return said.toString();
  }

  private static Event first(List<Event> events, String name) {
    return events.stream().filter(event -> event.name().equals(name)).findFirst().orElseThrow();
  }

  @Test
  void theTurnsComeInOrderAndTheWholeLast() throws Exception {
    assertThat(events(Map.of("rounds", 2)).stream().map(Event::name).distinct())
        .containsExactly("initial", "initial_answer", "refined", "refined_answer", "correction");
  }

  @Test
  void theTextOfATurnIsItsPiecesTogether() throws Exception {
    List<Event> events = events(Map.of());
    assertThat(first(events, "refined_answer").data().path("response").asText())
        .isEqualTo(said(events, "refined"));
  }

  @Test
  void aRefinedAnswerNamesItsRound() throws Exception {
    assertThat(first(events(Map.of()), "refined_answer").data().path("round").asInt()).isEqualTo(1);
  }

  @Test
  void theLastEventIsWhatTheStoreKeeps() throws Exception {
    JsonNode whole = first(events(Map.of("reference", "A")), "correction").data();
    String kept = given().get("/v1/corrections/" + whole.path("id").asText()).asString();
    assertThat(JSON.readTree(kept)).isEqualTo(whole);
  }

  @Test
  void theLastEventIsWhatThePlainFormAnswers() throws Exception {
    JsonNode streamed = first(events(Map.of("reference", "A")), "correction").data();
    String plain =
        given()
            .contentType("application/json")
            .body(body(Map.of("reference", "A")))
            .post("/v1/corrections")
            .asString();
    assertThat(JSON.readTree(plain).path("refined")).isEqualTo(streamed.path("refined"));
  }

  @Test
  void aBadRequestIsRefusedWithAStatus() {
    stream(Map.of("rounds", 9)).statusCode(422).body("field", equalTo("rounds"));
  }

  @Test
  void aPromptOverTheContextIsRefusedWithAStatus() {
    stream(Map.of("question", "why ".repeat(600)))
        .statusCode(422)
        .contentType("application/problem+json")
        .body("code", equalTo("context_too_long"));
  }

  /** The review makes the second turn too long, when the first has been streamed. */
  @Test
  void aFailureInMidStreamIsAnEvent() throws Exception {
    List<Event> events = events(Map.of("review", Map.of("text", "why ".repeat(600))));
    assertThat(events.get(events.size() - 1))
        .satisfies(last -> assertThat(last.name()).isEqualTo("error"))
        .satisfies(
            last -> assertThat(last.data().path("code").asText()).isEqualTo("context_too_long"));
  }

  @Test
  void aReviewWithAnUnknownFieldIsRefused() {
    stream(Map.of("review", Map.of("text", "Sure?", "txet", "x")))
        .statusCode(422)
        .body("field", equalTo("review.txet"));
  }

  @Test
  void aClientThatGoesFreesTheSlot() throws Exception {
    double before = aborted();
    Map<String, ?> endless = Map.of("temperature", 2, "seed", 7, "maxTokens", 400);
    String json = JSON.writeValueAsString(body(Map.of("sampling", endless, "rounds", 3)));
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      String request =
          "POST /v1/corrections HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n"
              + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s";
      byte[] bytes = request.formatted(json.length(), json).getBytes(StandardCharsets.UTF_8);
      socket.getOutputStream().write(bytes);
      assertThat(socket.getInputStream().readNBytes(200)).asString().contains("200 OK");
      socket.setSoLinger(true, 0);
    }
    for (int i = 0; i < 200 && aborted() == before; i++) {
      Thread.sleep(20);
    }
    assertThat(aborted()).isEqualTo(before + 1);
  }

  private static double aborted() {
    return given()
        .get("/q/metrics")
        .asString()
        .lines()
        .filter(line -> line.startsWith("vllm:request_success_total") && line.contains("abort"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
