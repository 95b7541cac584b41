package io.emend.storage.s3;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands before an S3 server. It lets one write through at a time, since S3Proxy holds a condition
 * against the object before it writes, not while; and it fails as networks and busy servers do,
 * when it is told to.
 */
public final class S3Front implements AutoCloseable {
  private static final int BUSY = 503;
  private static final int BAD_GATEWAY = 502;

  private static final List<Fate> BAD_FATES =
      List.of(Fate.REFUSED, Fate.ANSWER_LOST, Fate.ANSWER_CUT);

  private final Vertx vertx = Vertx.vertx();
  private final URI server;

  /** A connection for each request: the server leaves those that are idle when it likes. */
  private final HttpClient client =
      vertx.createHttpClient(new HttpClientOptions().setKeepAlive(false));

  private final HttpServer front;
  private final Deque<Runnable> writes = new ArrayDeque<>();
  private final Random random = new Random(1);
  private final AtomicInteger aborts = new AtomicInteger();
  private boolean writing;
  private volatile double share;

  S3Front(URI server) {
    this.server = server;
    this.front = vertx.createHttpServer().requestHandler(this::take);
    front.listen(0, "127.0.0.1").toCompletionStage().toCompletableFuture().join();
  }

  String endpoint() {
    return "http://127.0.0.1:" + front.actualPort();
  }

  /**
   * @param share of requests that fail from now on: a third of them before the server sees them, a
   *     third after, a third with half an answer
   */
  public void failing(double share) {
    this.share = share;
  }

  /** Uploads in parts that were given up by who began them. */
  int aborts() {
    return aborts.get();
  }

  private void take(HttpServerRequest request) {
    if (request.method() == HttpMethod.DELETE && request.getParam("uploadId") != null) {
      aborts.incrementAndGet();
    }
    request.body().onSuccess(body -> queue(request, body));
  }

  private void queue(HttpServerRequest request, Buffer body) {
    if (request.method() != HttpMethod.PUT) {
      pass(request, body, () -> {});
      return;
    }
    writes.add(() -> pass(request, body, this::nextWrite));
    if (!writing) {
      nextWrite();
    }
  }

  private void nextWrite() {
    Runnable next = writes.poll();
    writing = next != null;
    if (writing) {
      next.run();
    }
  }

  /** What happens to a request. */
  private enum Fate {
    WELL,
    REFUSED,
    ANSWER_LOST,
    ANSWER_CUT
  }

  private Fate fate() {
    double drawn = random.nextDouble() / share;
    return drawn < 1 ? BAD_FATES.get((int) (drawn * BAD_FATES.size())) : Fate.WELL;
  }

  private void pass(HttpServerRequest request, Buffer body, Runnable done) {
    Fate fate = fate();
    if (fate == Fate.REFUSED) {
      request.response().setStatusCode(BUSY).end();
      done.run();
      return;
    }
    client
        .request(
            new RequestOptions()
                .setMethod(request.method())
                .setHost(server.getHost())
                .setPort(server.getPort())
                .setURI(request.uri()))
        .compose(onward -> send(onward, request, body))
        .compose(answer -> answer.body().onSuccess(content -> give(request, answer, content, fate)))
        .onFailure(broken -> request.response().setStatusCode(BAD_GATEWAY).end())
        .onComplete(result -> done.run());
  }

  private static Future<HttpClientResponse> send(
      HttpClientRequest onward, HttpServerRequest request, Buffer body) {
    onward.headers().setAll(request.headers());
    // Who has given up waits for nothing, and must not hold up the writes of others.
    request.response().closeHandler(gone -> onward.reset());
    return onward.send(body);
  }

  private static void give(
      HttpServerRequest request, HttpClientResponse answer, Buffer content, Fate fate) {
    HttpServerResponse response = request.response().setStatusCode(answer.statusCode());
    response.headers().setAll(answer.headers());
    boolean nothingToCut = content.length() == 0 && fate == Fate.ANSWER_CUT;
    switch (nothingToCut ? Fate.ANSWER_LOST : fate) {
      case WELL, REFUSED -> response.end(content);
      case ANSWER_LOST -> request.connection().close();
      case ANSWER_CUT ->
          response
              .setChunked(!answer.headers().contains("Content-Length"))
              .write(content.slice(0, content.length() / 2))
              .onComplete(sent -> request.connection().close());
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
