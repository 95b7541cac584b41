package io.emend.command;

import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.error.EmendException;
import io.emend.error.ErrorCode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A function somewhere else, which may have to wake up first: what is in its way until it answers
 * is waited for, as long as the timeout lasts.
 */
public final class AskedServer {
  /** Too busy, or nobody there behind a proxy. */
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** The first version of HTTP that all proxies before a function that sleeps understand. */
  private final HttpClient http =
      HttpClient.newBuilder().version(Version.HTTP_1_1).followRedirects(Redirect.NORMAL).build();

  private final URI server;
  private final Optional<String> key;
  private final Duration timeout;
  private final ObjectMapper json;

  /**
   * @param key for a server that wants one
   */
  public AskedServer(URI server, Optional<String> key, Duration timeout, ObjectMapper json) {
    this.server = server;
    this.key = key;
    this.timeout = timeout;
    this.json = json.copy().setSerializationInclusion(Include.NON_NULL);
  }

  /**
   * Posts a request until it is answered.
   *
   * @throws EmendException {@code model_not_ready} when the timeout is over; {@code
   *     request_refused} where asking again would not help
   */
  <T> T post(String path, Object body, Class<T> answer) {
    Instant end = Instant.now().plus(timeout);
    while (true) {
      Duration left = Duration.between(Instant.now(), end);
      String unavailableReason;
      try {
        HttpResponse<String> response = send(path, body, left);
        if (response.statusCode() == 200) {
          return read(response.body(), answer);
        }
        unavailableReason =
            "the server answered %d: %s".formatted(response.statusCode(), response.body());
        if (!PASSING.contains(response.statusCode())) {
          throw new EmendException(ErrorCode.REQUEST_REFUSED, unavailableReason);
        }
      } catch (IOException e) {
        unavailableReason = "%s does not answer: %s".formatted(server, e);
      }
      if (left.compareTo(PAUSE) <= 0) {
        throw new EmendException(ErrorCode.MODEL_NOT_READY, unavailableReason);
      }
      pause();
    }
  }

  private HttpResponse<String> send(String path, Object body, Duration limit) throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(path))
            .timeout(limit.compareTo(PAUSE) < 0 ? PAUSE : limit)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json.writeValueAsString(body)));
    key.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
    try {
      return http.send(request.build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private <T> T read(String body, Class<T> answer) throws JsonProcessingException {
    return json.readerFor(answer)
        .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
        .readValue(body);
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE.toMillis());
    } catch (InterruptedException e) {
      throw stopped();
    }
  }

  private static EmendException stopped() {
    Thread.currentThread().interrupt();
    return new EmendException(ErrorCode.CANCELLED, "stopped before an answer came");
  }
}
