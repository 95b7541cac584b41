package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.RunningApp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server whose broker is away when it starts. */
@Timeout(600)
class AbsentBrokerIT {
  @TempDir static Path scratch;
  private static RunningApp app;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    app = RunningApp.start(scratch, Map.of("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"));
    app.awaitReady();
  }

  @AfterAll
  static void stop() throws Exception {
    app.close();
  }

  private String get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(app.uri(path)).build();
    return client.send(request, BodyHandlers.ofString()).body();
  }

  @Test
  void itIsReadyAndSaysWhatIsAway() throws Exception {
    assertThat(get("/q/health/ready")).contains("it cannot be reached for promotions-out");
  }

  @Test
  void itIsStartedAndAlive() throws Exception {
    assertThat(get("/q/health")).startsWith("{").contains("\"status\": \"UP\"");
    assertThat(get("/q/health")).doesNotContain("DOWN");
  }

  @Test
  void itAnswersWhatIsAskedDirectly() throws Exception {
    String body =
        """
        {"image": "%s", "question": "What color is the shape?"}
        """
            .formatted(KilledServerIT.PIXEL);
    HttpRequest request =
        HttpRequest.newBuilder(app.uri("/v1/corrections"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
  }
}
