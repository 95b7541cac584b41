package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.RunningApp;
import io.emend.inference.SwapModel;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server that is asked as soon as its port is open. */
@Timeout(600)
class ColdStartIT {
  private static final Map<String, String> SMALL =
      Map.of(
          "EMEND_INFERENCE_MODEL",
          "src/test/resources/golden/clip-gqa-tied/model",
          "EMEND_INFERENCE_MAX_LENGTH",
          "512");
  private static final String QUESTION =
      """
      {"messages": [{"role": "user", "content": "What?"}], "max_tokens": 8}
      """;

  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpResponse<String> first;
  private static String metrics;
  private static String log;

  @TempDir Path scratch;

  @BeforeAll
  static void askAtOnce(@TempDir Path folder) throws Exception {
    try (RunningApp app = RunningApp.start(folder)) {
      first = ask(app);
      app.awaitReady();
      metrics = get(app, "/q/metrics").body();
      log = app.log();
    }
  }

  private static HttpResponse<String> get(RunningApp app, String path) throws Exception {
    return CLIENT.send(HttpRequest.newBuilder(app.uri(path)).build(), BodyHandlers.ofString());
  }

  private static HttpResponse<String> ask(RunningApp app) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(app.uri("/v1/chat/completions"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(QUESTION))
            .build();
    return CLIENT.send(request, BodyHandlers.ofString());
  }

  private static double phase(String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith("emend_start_seconds{phase=\"" + name + "\"}"))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theRequestThatWokeItIsAnswered() {
    assertThat(first.statusCode()).isEqualTo(200);
  }

  @Test
  void theTimesOfItsPhasesRiseFromTheStartOfTheProcess() {
    assertThat(
            List.of(0.0, phase("process"), phase("weights"), phase("warmup"), phase("first_token")))
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void itSaysInOneLineWhereTheTimeWent() {
    assertThat(log)
        .containsOnlyOnce("model emend-tiny is ready: process=")
        .containsPattern("process=\\d+\\.\\d{3}s weights=\\d+\\.\\d{3}s warmup=\\d+\\.\\d{3}s");
  }

  @Test
  void onceReadyItSaysWhatToTryAndOfProbesBeforeThatNothing() throws Exception {
    try (RunningApp app = RunningApp.start(scratch)) {
      app.awaitReady();
      while (!app.log().contains("emend-tiny answers at " + app.uri(""))) {
        TimeUnit.MILLISECONDS.sleep(20);
      }
      assertThat(app.log())
          .contains("try  curl -s " + app.uri("/v1/inferences"))
          .doesNotContain("SRHCK01001", "ai.djl", "Profile", "Installed features");
    }
  }

  @Test
  void whatItAskedItselfIsInNoMetricOfRequests() throws Exception {
    try (RunningApp app = RunningApp.start(scratch)) {
      app.awaitReady();
      Stream<String> counts =
          get(app, "/q/metrics")
              .body()
              .lines()
              .filter(line -> line.startsWith("vllm:"))
              .filter(line -> line.contains("_total{") || line.contains("_count{"));
      assertThat(counts).isNotEmpty().allMatch(line -> line.endsWith(" 0.0"));
    }
  }

  @Test
  void whatWasInProductionAnswers() throws Exception {
    SwapModel.fill(scratch.resolve("store"));
    try (RunningApp app = RunningApp.start(scratch, SMALL)) {
      assertThat(ask(app).body()).contains("\"model\":\"one\"");
    }
  }

  /** Rather than another model answer for it, nobody does until it is mended or rolled back. */
  @Test
  void anAdapterInProductionThatIsGoneKeepsItFromReadyUntilItIsBack() throws Exception {
    SwapModel.fill(scratch.resolve("store"));
    Path weights = scratch.resolve("store/jobs/one/adapter/adapter_model.safetensors");
    Path aside = Files.move(weights, scratch.resolve("aside"));
    try (RunningApp app = RunningApp.start(scratch, SMALL)) {
      while (!get(app, "/q/health/ready").body().contains("adapter one cannot be put into")) {
        assertThat(get(app, "/q/health/ready").statusCode()).isEqualTo(503);
      }
      assertThat(get(app, "/q/health/live").statusCode()).isEqualTo(200);
      assertThat(get(app, "/q/health/started").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = ask(app);
      assertThat(refused.statusCode()).isEqualTo(503);
      assertThat(refused.body()).contains("\"code\":\"model_not_ready\"");
      assertThat(refused.headers().firstValue("Retry-After")).isPresent();
      Files.move(aside, weights);
      app.awaitReady();
      assertThat(ask(app).body()).contains("\"model\":\"one\"");
    }
  }
}
