package io.emend.command;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** One trace from a caller's request through the topic to the engine. */
@Timeout(240)
class TracesIT {
  private static final int REQUESTS = 40;
  private static final String BODY =
      """
      {"image": "%s", "question": "What color is the shape?"}
      """
          .formatted(KilledServerIT.PIXEL);

  @TempDir Path scratch;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void aTraceReachesTheEngine() throws Exception {
    try (SpanCollector collector = new SpanCollector();
        RunningApp app = RunningApp.start(scratch, collector.settings())) {
      app.awaitReady();
      askAtOnce(app, "wait=60");
      for (int i = 0; i < REQUESTS; i++) {
        List<Span> spans = collector.trace(traceId(i), 3);
        assertThat(names(spans))
            .containsExactlyInAnyOrder(
                "POST /v1/corrections", "chat emend-tiny", "chat emend-tiny");
      }
    }
  }

  @Test
  void aTraceGoesThroughATopicOfTheProcess() throws Exception {
    try (SpanCollector collector = new SpanCollector();
        RunningApp app = RunningApp.start(scratch, collector.settings())) {
      app.awaitReady();
      askAtOnce(app, "respond-async");
      for (int i = 0; i < REQUESTS; i++) {
        List<Span> spans = collector.trace(traceId(i), 4);
        assertThat(names(spans))
            .containsExactlyInAnyOrder(
                "POST /v1/corrections", "correct", "chat emend-tiny", "chat emend-tiny");
        assertThat(parent(spans, "chat emend-tiny")).isEqualTo("correct");
        assertThat(parent(spans, "correct")).isEqualTo("POST /v1/corrections");
      }
    }
  }

  @Test
  void aTraceGoesThroughTheBroker() throws Exception {
    try (SpanCollector collector = new SpanCollector();
        SharedFunctions functions = new SharedFunctions(scratch, collector.settings());
        RunningApp app = functions.correction()) {
      assertThat(ask(app, 1, "respond-async").join().statusCode()).isEqualTo(202);
      List<Span> spans = collector.trace(traceId(1), 8);
      assertThat(names(spans))
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
  }

  private void askAtOnce(RunningApp app, String preference) {
    List<CompletableFuture<HttpResponse<Void>>> answers =
        IntStream.range(0, REQUESTS).mapToObj(i -> ask(app, i, preference)).toList();
    answers.forEach(CompletableFuture::join);
  }

  private CompletableFuture<HttpResponse<Void>> ask(RunningApp app, int number, String preference) {
    HttpRequest request =
        HttpRequest.newBuilder(app.uri("/v1/corrections"))
            .header("Content-Type", "application/json")
            .header("Prefer", preference)
            .header("traceparent", "00-%s-00000000000000aa-01".formatted(traceId(number)))
            .POST(BodyPublishers.ofString(BODY))
            .build();
    return client.sendAsync(request, BodyHandlers.discarding());
  }

  private static String traceId(int number) {
    return "%032x".formatted(number + 1);
  }

  private static List<String> names(List<Span> spans) {
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
