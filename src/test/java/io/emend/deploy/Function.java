package io.emend.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.emend.deploy.cluster.Kubelet;
import io.emend.deploy.cluster.PodProcess;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A function in its pod, as a caller with a key sees it. */
final class Function {
  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
  private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");
  private static final long PAUSE = 200;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Kubelet kubelet;
  private final String pod;
  private final URI address;

  Function(Kubelet kubelet, String pod) throws Exception {
    this.kubelet = kubelet;
    this.pod = pod;
    this.address = URI.create("http://127.0.0.1:" + port());
    while (send(request("/q/health/ready")).statusCode() != HttpURLConnection.HTTP_OK) {
      TimeUnit.MILLISECONDS.sleep(PAUSE);
    }
  }

  private String port() throws InterruptedException {
    while (true) {
      PodProcess process = kubelet.process(pod);
      String log = process == null ? "" : process.log();
      Matcher listening = LISTENING.matcher(log);
      if (listening.find()) {
        return listening.group(1);
      }
      if (process != null && !process.isAlive()) {
        throw new AssertionError(log);
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE);
    }
  }

  /** As a node that loses its power. */
  void kill() throws InterruptedException {
    PodProcess process = kubelet.process(pod);
    process.kill();
    while (process.isAlive()) {
      TimeUnit.MILLISECONDS.sleep(PAUSE);
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(address.resolve(path))
        .header("Authorization", "Bearer sesame")
        .header("Content-Type", "application/json");
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private JsonNode json(HttpRequest.Builder request) throws Exception {
    HttpResponse<String> answer = send(request);
    if (answer.statusCode() >= HttpURLConnection.HTTP_BAD_REQUEST) {
      throw new AssertionError(answer.body());
    }
    return new ObjectMapper().readTree(answer.body());
  }

  String text(String path) throws Exception {
    return send(request(path)).body();
  }

  JsonNode get(String path) throws Exception {
    return json(request(path));
  }

  JsonNode post(String path, String body) throws Exception {
    return json(request(path).POST(BodyPublishers.ofString(body)));
  }

  JsonNode delete(String path) throws Exception {
    return json(request(path).DELETE());
  }

  /** Starts something under a key; gives back its path. */
  String begun(String path, String key, String body) throws Exception {
    HttpRequest.Builder request = request(path).header("Idempotency-Key", key);
    return path + "/" + json(request.POST(BodyPublishers.ofString(body))).path("id").asText();
  }

  /** What is at a path once it is as wanted, or has ended. */
  JsonNode await(String path, Predicate<JsonNode> wanted) throws Exception {
    JsonNode now = get(path);
    while (!ENDED.contains(now.path("state").asText()) && !wanted.test(now)) {
      TimeUnit.MILLISECONDS.sleep(PAUSE);
      now = get(path);
    }
    return now;
  }

  JsonNode awaitEnd(String path) throws Exception {
    return await(path, now -> false);
  }
}
