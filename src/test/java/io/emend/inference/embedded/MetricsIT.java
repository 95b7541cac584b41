package io.emend.inference.embedded;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.emend.inference.SmallModel;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** vLLM's dashboards read these names; its own client, too, adds _total to every counter. */
@QuarkusTest
@TestProfile(SmallModel.class)
class MetricsIT {

  @BeforeEach
  void ready() throws InterruptedException {
    SmallModel.await();
  }

  private static List<String> scrape() {
    return given().get("/q/metrics").asString().lines().toList();
  }

  private static void answer() {
    given()
        .contentType("application/json")
        .body("{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}],\"temperature\":0}")
        .post("/v1/chat/completions")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "vllm:num_requests_running{",
        "vllm:num_requests_waiting{",
        "vllm:kv_cache_usage_perc{",
        "vllm:prefix_cache_queries_total{",
        "vllm:prefix_cache_hits_total{",
        "vllm:prompt_tokens_total{",
        "vllm:generation_tokens_total{",
        "vllm:request_success_total{",
        "vllm:time_to_first_token_seconds_bucket{",
        "vllm:time_to_first_token_seconds_count{",
        "vllm:time_to_first_token_seconds_sum{",
        "vllm:request_time_per_output_token_seconds_bucket{",
        "vllm:e2e_request_latency_seconds_bucket{"
      })
  void theNameIsRenderedAsVllmRendersIt(String name) {
    assertThat(scrape()).anyMatch(line -> line.startsWith(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"process", "weights", "warmup", "first_token"})
  void everyPhaseOfTheStartIsTimed(String phase) {
    answer();
    assertThat(scrape())
        .anyMatch(line -> line.startsWith("emend_start_seconds{phase=\"" + phase + "\"} "));
  }

  @Test
  void everyOneIsLabelledWithTheModel() {
    assertThat(scrape())
        .filteredOn(line -> line.startsWith("vllm:"))
        .isNotEmpty()
        .allMatch(line -> line.contains("model_name=\"model\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stop", "length", "abort"})
  void successesAreCountedByTheirEnd(String reason) {
    assertThat(scrape())
        .anyMatch(
            line ->
                line.startsWith("vllm:request_success_total{")
                    && line.contains("finished_reason=\"" + reason + "\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"time_to_first_token", "e2e_request_latency"})
  void everyAnswerIsTimed(String name) {
    double before = count(name);
    answer();
    assertThat(count(name)).isEqualTo(before + 1);
  }

  /** OpenMetrics names, behind the value, a trace that it came of. */
  private static String withoutExemplar(String line) {
    return line.replaceFirst(" # .*", "");
  }

  private static double count(String name) {
    return scrape().stream()
        .filter(line -> line.startsWith("vllm:" + name + "_seconds_count{"))
        .map(MetricsIT::withoutExemplar)
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
        .sum();
  }
}
