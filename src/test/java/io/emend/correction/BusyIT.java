package io.emend.correction;

import static io.emend.inference.SmallModel.data;
import static io.emend.inference.SmallModel.image;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One slot and one place to wait, both taken: every function says when to try again. */
@QuarkusTest
@TestProfile(SmallModel.class)
class BusyIT {
  private static final int CLIENTS = 4;

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  @ParameterizedTest
  @EnumSource
  void aFullQueueIsRefused(AskedFunction function) throws Exception {
    try (Flood flood = new Flood()) {
      ValidatableResponse refusal = flood.refusal(function);
      refusal.contentType("application/problem+json").body("code", equalTo("queue_full"));
      assertThat(refusal.extract().header("Retry-After")).matches("[1-9][0-9]*");
    }
  }

  @ParameterizedTest
  @EnumSource
  void afterTheRushItIsAnswered(AskedFunction function) throws Exception {
    try (Flood flood = new Flood()) {
      flood.refusal(function);
    }
    function.ask(data(image("rgb.png")), "What is this?").statusCode(200);
  }

  /** Clients that ask for long answers again and again until it closes. */
  private static final class Flood implements AutoCloseable {
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean over;

    Flood() {
      for (int i = 0; i < CLIENTS; i++) {
        Thread client = new Thread(this::ask);
        client.start();
        clients.add(client);
      }
    }

    private void ask() {
      Map<String, ?> message = Map.of("role", "user", "content", "Tell me everything.");
      while (!over) {
        given()
            .contentType("application/json")
            .body(Map.of("messages", List.of(message), "temperature", 2, "max_tokens", 450))
            .post("/v1/chat/completions");
      }
    }

    ValidatableResponse refusal(AskedFunction function) {
      Instant end = Instant.now().plus(Duration.ofMinutes(3));
      while (Instant.now().isBefore(end)) {
        ValidatableResponse response = function.ask(data(image("rgb.png")), "What is this?");
        if (response.extract().statusCode() == 429) {
          return response;
        }
      }
      throw new AssertionError("no request was refused");
    }

    @Override
    public void close() throws InterruptedException {
      over = true;
      for (Thread client : clients) {
        client.join();
      }
    }
  }
}
