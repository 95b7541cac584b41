package io.emend.storage.s3;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that gives every request the same answer, and counts them. */
final class CannedServer implements AutoCloseable {
  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger requests = new AtomicInteger();
  private final HttpServer server;

  CannedServer(int status, String xml) {
    server =
        vertx
            .createHttpServer()
            .requestHandler(
                request -> {
                  requests.incrementAndGet();
                  request
                      .response()
                      .setStatusCode(status)
                      .putHeader("Content-Type", "application/xml")
                      .end(xml);
                });
    server.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
  }

  /** One that refuses as S3 does. */
  static CannedServer refusing(int status, String code) {
    return new CannedServer(
        status,
        "<Error><Code>%s</Code><Message>No.</Message><RequestId>1</RequestId></Error>"
            .formatted(code));
  }

  String endpoint() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  int requests() {
    return requests.get();
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
