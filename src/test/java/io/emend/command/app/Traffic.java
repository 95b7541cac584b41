package io.emend.command.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.scenes.SceneSample;
import io.emend.scenes.SceneSource;
import io.emend.scenes.picture.ScenePainter;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests as clients send them: kinds, pictures and settings follow from a number. */
public final class Traffic {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final SceneSource SCENES = SceneSource.open("plain/validation");
  private static final List<String> REVIEWS = List.of("critique", "coverage", "context", "detail");

  /** More than the caches hold, so that pictures are found there and are not. */
  private static final int PICTURES = 300;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final ScenePainter painter = new ScenePainter();
  private final RunningApp app;
  private final List<String> stored = new ArrayList<>();

  /** Stores some pictures first, for requests that name one by its id. */
  public Traffic(RunningApp app) throws IOException, InterruptedException {
    this.app = app;
    for (int i = 0; i < 40; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(app.uri("/v1/images"))
              .header("Content-Type", "image/png")
              .POST(BodyPublishers.ofByteArray(painter.png(SCENES.sample(i).scene())))
              .build();
      stored.add(JSON.readTree(sent(request)).path("id").asText());
    }
  }

  /** Sends the request of a number and checks that its answer is whole. */
  public void request(int number) throws IOException, InterruptedException {
    switch (number % 6) {
      case 0 -> post("/v1/inferences", typed(number, data(number)));
      case 1 -> post("/v1/corrections", correction(number, stored(number)));
      case 2 -> post("/v1/chat/completions", chat(number, false));
      case 3 -> post("/v1/inferences", typed(number, stored(number)));
      case 4 -> post("/v1/corrections", correction(number, data(number)));
      default ->
          assertThat(post("/v1/chat/completions", chat(number, true)))
              .startsWith("data:")
              .contains("[DONE]");
    }
  }

  private static SceneSample sample(int number) {
    return SCENES.sample(number % PICTURES);
  }

  private String data(int number) {
    byte[] png = painter.png(sample(number).scene());
    return "data:image/png;base64," + Base64.getEncoder().encodeToString(png);
  }

  private String stored(int number) {
    return stored.get(number % stored.size());
  }

  private static Map<String, Object> typed(int number, String image) {
    return Map.of(
        "image", image,
        "question", sample(number).question().question(),
        "options", sample(number).question().options(),
        "sampling", Map.of("temperature", number % 2, "seed", number, "maxTokens", 4));
  }

  private static Map<String, Object> correction(int number, String image) {
    Map<String, Object> body = new HashMap<>(typed(number, image));
    body.put("review", REVIEWS.get(number % REVIEWS.size()));
    body.put("reference", "A");
    return body;
  }

  private Map<String, Object> chat(int number, boolean stream) {
    List<Map<String, Object>> content =
        List.of(
            Map.of("type", "image_url", "image_url", Map.of("url", data(number))),
            Map.of("type", "text", "text", sample(number).question().prompt()));
    return Map.of(
        "messages",
        List.of(Map.of("role", "user", "content", content)),
        "stream",
        stream,
        "seed",
        number,
        "max_tokens",
        4);
  }

  private String post(String path, Map<String, Object> body)
      throws IOException, InterruptedException {
    return sent(
        HttpRequest.newBuilder(app.uri(path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)))
            .build());
  }

  private String sent(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isBetween(200, 201);
    return response.body();
  }
}
