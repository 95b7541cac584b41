package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.emend.command.app.RunningApp;
import io.emend.command.app.SharedFunctions;
import io.emend.command.app.SpanCollector;
import io.emend.deploy.Expression;
import io.emend.deploy.Expression.Selector;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What functions over a broker tell of themselves: the metrics that the chart's dashboard and
 * alerts read, and a trace from end to end.
 */
@Timeout(600)
@Order(2)
class TelemetryIT {
  /** Labels that the scrape adds, or that only buckets have. */
  private static final Set<String> OF_THE_SCRAPE = Set.of("function", "pod", "le");

  /** What comes into being as it happens; Kafka's own figures are looked for once a minute. */
  private static final Set<String> LATE =
      Set.of("emend_corrections_failed_tries_total", "kafka_consumer_fetch_manager_records_lag");

  private static final Pattern GROUPED = Pattern.compile("by \\(([^)]*)\\)");
  @TempDir static Path scratch;
  private static SpanCollector collector;
  private static SharedFunctions functions;
  private static RunningApp correction;
  private static List<String> figures;

  /** A correction that ends, and one whose picture nobody has. */
  @BeforeAll
  static void use() throws Exception {
    collector = new SpanCollector();
    functions = new SharedFunctions(scratch, collector.settings());
    correction = functions.correction();
    byte[] picture = Files.readAllBytes(Path.of("docs", "sample.png"));
    String data = "data:image/png;base64," + Base64.getEncoder().encodeToString(picture);
    JsonNode corrected = functions.post(correction, "/v1/corrections", question(data));
    assertThat(corrected.path("outcome").asText()).as(corrected.toString()).isNotEmpty();
    functions.later(correction, question("0".repeat(64)));
    do {
      TimeUnit.MILLISECONDS.sleep(500);
      figures = Stream.of(functions.metrics(), scrape(correction)).flatMap(String::lines).toList();
    } while (!LATE.stream().allMatch(late -> figuresOf(late).findAny().isPresent()));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    functions.close();
    collector.close();
  }

  private static String question(String image) {
    return """
    {"image": "%s", "question": "What color is the shape at the top center?",
     "options": ["purple", "orange"], "reference": "A"}
    """
        .formatted(image);
  }

  private static String scrape(RunningApp app) {
    return RestAssured.get(app.uri("/q/metrics")).asString();
  }

  static List<Expression> expressions() throws IOException {
    return Expression.all();
  }

  private static Stream<String> figuresOf(String metric) {
    return figures.stream()
        .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "));
  }

  private static String pair(Map.Entry<String, String> label) {
    return label.getKey() + "=\"" + label.getValue() + "\"";
  }

  @Test
  void aTraceGoesThroughTheBroker() throws Exception {
    HttpRequest request = TracesIT.request(correction, 1, "respond-async");
    HttpResponse<Void> taken = HttpClient.newHttpClient().send(request, BodyHandlers.discarding());
    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(TracesIT.names(collector.trace(TracesIT.traceId(1), 8)))
        .containsExactlyInAnyOrder(
            "POST /v1/corrections",
            "emend.corrections.requested publish",
            "emend.corrections.requested receive",
            "correct",
            "chat emend-tiny",
            "chat emend-tiny",
            "emend.corrections.completed publish",
            "emend.corrections.completed receive");
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void eachMetricIsExportedWithItsLabels(Expression expression) {
    assertThat(expression.selectors()).isNotEmpty();
    for (Selector selector : expression.selectors()) {
      assertThat(figuresOf(selector.metric()))
          .as(selector.toString())
          .anyMatch(
              line ->
                  selector.equal().entrySet().stream()
                      .allMatch(label -> line.contains(pair(label))));
    }
  }

  @ParameterizedTest
  @MethodSource("expressions")
  void eachGroupIsByALabelThatTheMetricHas(Expression expression) {
    List<String> labels =
        GROUPED
            .matcher(expression.text())
            .results()
            .flatMap(found -> Stream.of(found.group(1).split(", ?", -1)))
            .filter(label -> !OF_THE_SCRAPE.contains(label))
            .toList();
    for (String label : labels) {
      assertThat(
              expression.selectors().stream().map(Selector::metric).flatMap(TelemetryIT::figuresOf))
          .as(label)
          .isNotEmpty()
          .allMatch(line -> line.contains(label + "=\""));
    }
  }
}
