package io.emend.command.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.emend.command.app.RunningApp;
import io.emend.command.app.SpanCollector;
import io.opentelemetry.proto.trace.v1.Span;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One trace from a caller's request to the engine; TelemetryIT has one through a broker. */
@Timeout(600)
class TracesIT {
  private static final int REQUESTS = 40;
  private static final String BODY =
      """
      {"image": "%s", "question": "What color is the shape?"}
      """
          .formatted(KilledServerIT.PIXEL);

  @TempDir static Path scratch;
  private static SpanCollector collector;
  private static RunningApp app;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeAll
  static void start() throws Exception {
    collector = new SpanCollector();
    app = RunningApp.start(scratch, collector.settings());
    app.awaitReady();
  }

  @AfterAll
  static void stop() throws InterruptedException {
    app.close();
    collector.close();
  }

  @Test
  void aTraceReachesTheEngine() throws Exception {
    askAtOnce("wait=60", 0);
    for (int i = 0; i < REQUESTS; i++) {
      List<Span> spans = collector.trace(traceId(i), 3);
      assertThat(names(spans))
          .containsExactlyInAnyOrder("POST /v1/corrections", "chat emend-tiny", "chat emend-tiny");
    }
  }

  @Test
  void aTraceGoesThroughATopicOfTheProcess() throws Exception {
    askAtOnce("respond-async", REQUESTS);
    for (int i = REQUESTS; i < 2 * REQUESTS; i++) {
      List<Span> spans = collector.trace(traceId(i), 4);
      assertThat(names(spans))
          .containsExactlyInAnyOrder(
              "POST /v1/corrections", "correct", "chat emend-tiny", "chat emend-tiny");
      assertThat(parent(spans, "chat emend-tiny")).isEqualTo("correct");
      assertThat(parent(spans, "correct")).isEqualTo("POST /v1/corrections");
    }
  }

  private void askAtOnce(String preference, int from) {
    List<CompletableFuture<HttpResponse<Void>>> answers =
        IntStream.range(from, from + REQUESTS).mapToObj(i -> ask(i, preference)).toList();
    answers.forEach(CompletableFuture::join);
  }

  private CompletableFuture<HttpResponse<Void>> ask(int number, String preference) {
    return client.sendAsync(request(app, number, preference), BodyHandlers.discarding());
  }

  /** A correction that belongs to a trace. */
  static HttpRequest request(RunningApp app, int trace, String preference) {
    return HttpRequest.newBuilder(app.uri("/v1/corrections"))
        .header("Content-Type", "application/json")
        .header("Prefer", preference)
        .header("traceparent", "00-%s-00000000000000aa-01".formatted(traceId(trace)))
        .POST(BodyPublishers.ofString(BODY))
        .build();
  }

  static String traceId(int number) {
    return "%032x".formatted(number + 1);
  }

  static List<String> names(List<Span> spans) {
    List<String> names = new ArrayList<>();
    spans.forEach(span -> names.add(span.getName()));
    return names;
  }

  private static String parent(List<Span> spans, String name) {
    Span child =
        spans.stream().filter(span -> span.getName().equals(name)).findFirst().orElseThrow();
    return spans.stream()
        .filter(span -> span.getSpanId().equals(child.getParentSpanId()))
        .map(Span::getName)
        .findFirst()
        .orElse("");
  }
}
