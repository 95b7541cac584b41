package io.emend.command.app;

import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Takes spans by OTLP over HTTP, as a collector does. */
public final class SpanCollector implements AutoCloseable {
  private final HttpServer server;
  private final List<Span> spans = new CopyOnWriteArrayList<>();

  public SpanCollector() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/v1/traces", this::take);
    server.start();
  }

  /** What points a process here, as environment variables. */
  public Map<String, String> settings() {
    return Map.of(
        "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + server.getAddress().getPort(),
        "QUARKUS_OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "http/protobuf",
        "QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms");
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      spans.addAll(read(exchange.getRequestBody().readAllBytes()));
      exchange.sendResponseHeaders(200, -1);
    }
  }

  private static Collection<Span> read(byte[] body) throws InvalidProtocolBufferException {
    return ExportTraceServiceRequest.parseFrom(body).getResourceSpansList().stream()
        .flatMap(resource -> resource.getScopeSpansList().stream())
        .flatMap(scope -> scope.getSpansList().stream())
        .toList();
  }

  /** The spans of a trace, once there are as many as asked for. */
  public List<Span> trace(String id, int count) throws InterruptedException {
    Predicate<Span> ofTrace =
        span -> HexFormat.of().formatHex(span.getTraceId().toByteArray()).equals(id);
    List<Span> found = List.of();
    for (int i = 0; i < 1200 && found.size() < count; i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      found = spans.stream().filter(ofTrace).toList();
    }
    return found;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
