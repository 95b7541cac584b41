package io.emend.command;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Speaks to a server's admin API as any other caller does. */
public final class AdminClient {
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOADING = Duration.ofMinutes(5);
  private static final long LOOK_MILLIS = 500;
  private static final String READY = "/q/health/ready";

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI server;
  private final ObjectMapper json;

  public AdminClient(URI server, ObjectMapper json) {
    this.server = server;
    this.json = json;
  }

  public JsonNode get(String path) {
    return read(send(to(path)));
  }

  /**
   * Waits for the model.
   *
   * @throws EmendException {@code model_not_ready}
   */
  public void awaitReady() {
    Instant end = Instant.now().plus(LOADING);
    while (true) {
      HttpResponse<String> health = exchange(to(READY));
      if (health.statusCode() == 200) {
        return;
      }
      if (Instant.now().isAfter(end)) {
        throw new EmendException(ErrorCode.MODEL_NOT_READY, "not ready: " + health.body());
      }
      pause();
    }
  }

  /** A page or another text. */
  public String text(String path) {
    return send(to(path));
  }

  public JsonNode post(String path, Object body) {
    return read(send(posting(path, body)));
  }

  /** The same key again finds what the first request made. */
  public JsonNode post(String path, Object body, String idempotencyKey) {
    return read(send(posting(path, body).header("Idempotency-Key", idempotencyKey)));
  }

  /**
   * Looks twice a second until what is at the path has ended.
   *
   * @param watcher sees each look
   * @throws EmendException {@code internal} when it ended without success
   */
  public JsonNode await(String path, Consumer<JsonNode> watcher) {
    while (true) {
      JsonNode now = get(path);
      watcher.accept(now);
      switch (now.path("state").asText()) {
        case "succeeded" -> {
          return now;
        }
        case "failed", "cancelled" ->
            throw new EmendException(ErrorCode.INTERNAL, path + " ended without success: " + now);
        default -> pause();
      }
    }
  }

  /** A part of an answer as the record that the server made it from. */
  public <T> T as(JsonNode part, Class<T> type) {
    ObjectReader reader =
        json.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    try {
      return reader.readValue(part);
    } catch (IOException e) {
      throw new IllegalStateException("the server's own answer cannot be read", e);
    }
  }

  private HttpRequest.Builder to(String path) {
    return HttpRequest.newBuilder(server.resolve(path)).timeout(PATIENCE);
  }

  private HttpRequest.Builder posting(String path, Object body) {
    return to(path)
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(json.valueToTree(body).toString()));
  }

  private String send(HttpRequest.Builder request) {
    HttpResponse<String> response = exchange(request);
    if (response.statusCode() >= 300) {
      throw new EmendException(
          ErrorCode.INTERNAL,
          "the server answered %d: %s".formatted(response.statusCode(), response.body()));
    }
    return response.body();
  }

  private HttpResponse<String> exchange(HttpRequest.Builder request) {
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (IOException e) {
      if (ending()) {
        throw cancelled();
      }
      throw new EmendException(ErrorCode.INTERNAL, "the server does not answer", e);
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private JsonNode read(String body) {
    try {
      return json.readTree(body);
    } catch (IOException e) {
      throw new IllegalStateException("the server's own answer cannot be read", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(LOOK_MILLIS);
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  /** Whether this process is ending, and its server with it: then no hook can be added. */
  private static boolean ending() {
    Thread hook = new Thread(() -> {});
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      Runtime.getRuntime().removeShutdownHook(hook);
      return false;
    } catch (IllegalStateException e) {
      return true;
    }
  }

  private static EmendException stopped() {
    Thread.currentThread().interrupt();
    return cancelled();
  }

  private static EmendException cancelled() {
    return new EmendException(ErrorCode.CANCELLED, "stopped; the same command goes on");
  }
}
