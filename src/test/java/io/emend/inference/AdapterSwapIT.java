package io.emend.inference;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.emend.inference.adapter.ServedAdapters;
import io.emend.inference.registry.Registry;
import io.emend.inference.registry.RegistryStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A promotion under load drops nobody, and every answer is its adapter's own. */
@QuarkusTest
@TestProfile(SwapModel.class)
class AdapterSwapIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int PROMPTS = 5;
  private static final int BEFORE_THE_SWAP = 50;

  @TestHTTPResource("/v1/chat/completions")
  URI chat;

  @Inject ServedAdapters adapters;
  @Inject RegistryStore registries;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What one answer said. */
  private record Answer(int status, String model, String text) {}

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private CompletableFuture<Answer> ask(int prompt, String model) {
    ObjectNode body = JSON.createObjectNode();
    if (model != null) {
      body.put("model", model);
    }
    body.put("temperature", 0).put("max_tokens", 8);
    body.putArray("messages").addObject().put("role", "user").put("content", "question " + prompt);
    HttpRequest request =
        HttpRequest.newBuilder(chat)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body.toString()))
            .build();
    return client.sendAsync(request, BodyHandlers.ofString()).thenApply(AdapterSwapIT::answer);
  }

  private static Answer answer(HttpResponse<String> response) {
    try {
      JsonNode json = JSON.readTree(response.body());
      String text = json.at("/choices/0/message/content").asText();
      return new Answer(response.statusCode(), json.path("model").asText(), text);
    } catch (IOException e) {
      throw new AssertionError(response.body(), e);
    }
  }

  private Map<String, Answer> alone() {
    Map<String, Answer> answers = new HashMap<>();
    for (String model : List.of("model", "one", "two")) {
      IntStream.range(0, PROMPTS).forEach(n -> answers.put(model + n, ask(n, model).join()));
    }
    return answers;
  }

  @Test
  void fiveHundredRequestsAroundAPromotionAreAllAnswered() throws InterruptedException {
    Map<String, Answer> alone = alone();
    CountDownLatch answered = new CountDownLatch(BEFORE_THE_SWAP);
    List<CompletableFuture<Answer>> flying =
        IntStream.range(0, SwapModel.REQUESTS)
            .mapToObj(n -> ask(n % PROMPTS, null))
            .peek(each -> each.thenRun(answered::countDown))
            .toList();
    assertThat(answered.await(5, TimeUnit.MINUTES)).isTrue();
    Registry promoted =
        registries.update("model", now -> now.promote("two", "ev2", List.of(), Instant.now()));
    adapters.swap(promoted);
    List<Answer> answers = flying.stream().map(CompletableFuture::join).toList();
    Answer after = ask(0, null).join();
    assertThat(answers).allMatch(answer -> answer.status() == 200);
    assertThat(answers).first().extracting(Answer::model).isEqualTo("one");
    assertThat(after).isEqualTo(alone.get("two0"));
    assertThat(answers)
        .isEqualTo(
            IntStream.range(0, answers.size())
                .mapToObj(n -> alone.get(answers.get(n).model() + n % PROMPTS))
                .toList());
    assertThat(Stream.of("model", "one", "two").map(model -> alone.get(model + 0).text()))
        .doesNotHaveDuplicates();
  }

  @Test
  void baseAndAdaptersAreListedAsModels() {
    get("/v1/models")
        .then()
        .statusCode(200)
        .body("data.id", contains("model", "one", "two"))
        .body("data.parent", contains(null, "model", "model"))
        .body("data[1].root", equalTo("jobs/one/adapter/"));
  }

  @Test
  void anAdapterIsAModel() {
    get("/v1/models/two").then().statusCode(200).body("id", equalTo("two"));
  }

  @Test
  void anUnknownModelIsToldWhichThereAre() {
    get("/v1/models/three")
        .then()
        .statusCode(404)
        .body("code", equalTo("model_not_found"))
        .body("rule", equalTo("must be model or one or two"));
  }
}
