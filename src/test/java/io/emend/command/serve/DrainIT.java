package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.RunningApp;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is told to end while it writes many long answers, with more in its queue. */
@Timeout(600)
class DrainIT {
  private static final int STREAMS = 24;

  @TempDir Path scratch;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private RunningApp start(String delay, String timeout) throws Exception {
    return start(delay, timeout, "8");
  }

  /**
   * One that writes an answer after the other, which takes longer than it has, with a second for
   * the refusals: many times what they need, so that a busy machine has the time, too.
   */
  private RunningApp startSlow() throws Exception {
    return start("0s", "4s", "1");
  }

  private RunningApp start(String delay, String timeout, String batch) throws Exception {
    Map<String, String> settings = new HashMap<>();
    settings.put("EMEND_INFERENCE_BATCH", batch);
    settings.put("EMEND_INFERENCE_MODEL", "src/test/resources/golden/clip-gqa-tied/model");
    settings.put("EMEND_INFERENCE_MAX_LENGTH", "512");
    settings.put("QUARKUS_SHUTDOWN_DELAY", delay);
    settings.put("QUARKUS_SHUTDOWN_TIMEOUT", timeout);
    RunningApp app = RunningApp.start(scratch, settings);
    app.awaitReady();
    return app;
  }

  private HttpRequest question(RunningApp app, int tokens, boolean stream) {
    String body =
        """
        {"messages": [{"role": "user", "content": "What?"}], "temperature": 1.0,
         "max_tokens": %d, "stream": %b}
        """
            .formatted(tokens, stream);
    return HttpRequest.newBuilder(app.uri("/v1/chat/completions"))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body))
        .build();
  }

  private List<CompletableFuture<HttpResponse<String>>> ask(RunningApp app, boolean stream) {
    HttpRequest question = question(app, 400, stream);
    return IntStream.range(0, STREAMS)
        .mapToObj(number -> client.sendAsync(question, BodyHandlers.ofString()))
        .toList();
  }

  private int ready(RunningApp app) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(app.uri("/q/health/ready")).build();
    return client.send(request, BodyHandlers.discarding()).statusCode();
  }

  /** Until all have reached the engine. */
  private void awaitArrival(RunningApp app) throws Exception {
    HttpRequest metrics = HttpRequest.newBuilder(app.uri("/q/metrics")).build();
    double arrived = 0;
    while (arrived < STREAMS) {
      TimeUnit.MILLISECONDS.sleep(5);
      arrived =
          client
              .send(metrics, BodyHandlers.ofString())
              .body()
              .lines()
              .filter(line -> line.matches("vllm:(num_requests_|request_success).*"))
              .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
              .sum();
    }
  }

  private static void assertEnded(RunningApp app) throws InterruptedException {
    assertThat(app.process().waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(app.process().exitValue()).isEqualTo(143);
  }

  @Test
  void answersUnderWayAreFinished() throws Exception {
    try (RunningApp app = start("0s", "60s")) {
      List<CompletableFuture<HttpResponse<String>>> streams = ask(app, true);
      awaitArrival(app);
      app.process().destroy();
      assertThat(streams)
          .allSatisfy(stream -> assertThat(stream.join().body()).endsWith("data: [DONE]\n\n"));
      assertEnded(app);
    }
  }

  @Test
  void itIsNotReadyAtOnceButAnswersThoseWhoHaveNotHeard() throws Exception {
    try (RunningApp app = start("10s", "20s")) {
      app.process().destroy();
      while (ready(app) == 200) {
        TimeUnit.MILLISECONDS.sleep(5);
      }
      HttpResponse<String> answer = client.send(question(app, 8, false), BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Connection")).contains("close");
      assertEnded(app);
    }
  }

  @Test
  void aStreamThatWouldTakeTooLongEndsWithAnError() throws Exception {
    try (RunningApp app = startSlow()) {
      List<CompletableFuture<HttpResponse<String>>> streams = ask(app, true);
      awaitArrival(app);
      app.process().destroy();
      assertThat(streams)
          .allSatisfy(
              stream ->
                  assertThat(stream.join().body()).containsAnyOf("data: [DONE]", "model_not_ready"))
          .anySatisfy(stream -> assertThat(stream.join().body()).contains("model_not_ready"));
      assertEnded(app);
    }
  }

  @Test
  void anAnswerThatWouldTakeTooLongIsRefusedWithAnAdviceToAskAgain() throws Exception {
    try (RunningApp app = startSlow()) {
      List<CompletableFuture<HttpResponse<String>>> answers = ask(app, false);
      awaitArrival(app);
      app.process().destroy();
      assertThat(answers)
          .extracting(CompletableFuture::join)
          .allMatch(answer -> answer.statusCode() == 200 || answer.statusCode() == 503)
          .anyMatch(answer -> answer.headers().firstValue("Retry-After").isPresent());
      assertEnded(app);
    }
  }
}
