package io.emend.storage;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.http.Outcome;
import io.minio.GetPresignedObjectUrlArgs;
import io.minio.MinioAsyncClient;
import io.minio.errors.ServerException;
import io.minio.http.Method;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.buffer.impl.BufferImpl;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.ProxyOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Ranges of objects to files, straight from the socket's buffer. The HTTP client under the MinIO
 * client hands over 8 KiB at a time, which takes four times as long on a fast network; that client
 * signs what is asked here.
 */
final class S3Ranges {
  private static final int PARTIAL_CONTENT = 206;

  /** Most that is read and written at once, in bytes. */
  private static final int CHUNK = 1 << 20;

  /** Threads that read and write; a disk is seldom faster than two. */
  private static final int LOOPS = 2;

  /** Of a signature, in seconds: used at once, but clocks differ. */
  private static final int VALID = 3600;

  private final MinioAsyncClient signer;
  private final S3Config config;
  private HttpClient http;

  S3Ranges(MinioAsyncClient signer, S3Config config) {
    this.signer = signer;
    this.config = config;
  }

  /** Threads of their own, as they write to disks. They keep no process alive. */
  private static final class Loops {
    static final Vertx VERTX =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(LOOPS)
                .setUseDaemonThread(true)
                .setMaxEventLoopExecuteTime(1)
                .setMaxEventLoopExecuteTimeUnit(TimeUnit.MINUTES)
                .setFileSystemOptions(
                    new FileSystemOptions()
                        .setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
  }

  /**
   * Blocks while it finds credentials and the server's address, not for the answer.
   *
   * @param etag of the version that is meant
   * @return its CRC-32C; fails with a {@link ServerException} for another answer than the range, an
   *     {@link IOException} for none
   */
  CompletionStage<Integer> read(String bucket, String name, String etag, FileRange range)
      throws Exception {
    URL url = URI.create(signed(bucket, name)).toURL();
    RequestOptions request =
        to(url)
            .setAbsoluteURI(url)
            .putHeader("If-Match", '"' + etag + '"')
            .putHeader("Range", range.header());
    Timer.Sample time = Timer.start();
    return http()
        .request(request)
        .compose(sent -> answer(sent, range))
        .recover(e -> Future.failedFuture(known(e)))
        .onComplete(end -> time.stop(timer(url, end.cause())))
        .toCompletionStage();
  }

  private String signed(String bucket, String name) throws Exception {
    return signer.getPresignedObjectUrl(
        GetPresignedObjectUrlArgs.builder()
            .method(Method.GET)
            .bucket(bucket)
            .object(name)
            .expiry(VALID)
            .build());
  }

  /** By the proxy and the name service that the JVM has, as all other calls go. */
  private static RequestOptions to(URL url) throws URISyntaxException {
    InetSocketAddress server = new InetSocketAddress(url.getHost(), port(url));
    return ProxySelector.getDefault().select(url.toURI()).stream()
        .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
        .map(proxy -> (InetSocketAddress) proxy.address())
        .findFirst()
        .map(proxy -> new RequestOptions().setProxyOptions(options(proxy)))
        .orElseGet(() -> new RequestOptions().setServer(SocketAddress.inetSocketAddress(server)));
  }

  private static ProxyOptions options(InetSocketAddress proxy) {
    return new ProxyOptions().setHost(proxy.getHostString()).setPort(proxy.getPort());
  }

  private static int port(URL url) {
    return url.getPort() < 0 ? url.getDefaultPort() : url.getPort();
  }

  /** On the connection's thread in one go: what comes before there is a handler is lost. */
  private static Future<Integer> answer(HttpClientRequest request, FileRange range) {
    return request
        .send()
        .compose(
            response -> {
              if (response.statusCode() == PARTIAL_CONTENT) {
                return content(response, range).onFailure(e -> request.reset());
              }
              // Of an answer that is left unread, no more is to be heard.
              response.exceptionHandler(reset -> {});
              request.reset();
              return Future.failedFuture(refusal(response));
            });
  }

  private static Future<Integer> content(HttpClientResponse response, FileRange range) {
    Promise<Integer> end = Promise.promise();
    response.exceptionHandler(end::tryFail);
    response.handler(
        bytes -> {
          try {
            write(bytes, range);
          } catch (IOException e) {
            end.tryFail(e);
          }
        });
    response.endHandler(
        none -> {
          try {
            end.tryComplete(range.crc32c());
          } catch (IOException e) {
            end.tryFail(e);
          }
        });
    return end.future();
  }

  private static void write(Buffer bytes, FileRange range) throws IOException {
    range.write(((BufferImpl) bytes).getByteBuf().nioBuffer());
  }

  private static ServerException refusal(HttpClientResponse response) {
    String answer = response.statusCode() + " " + response.statusMessage();
    return new ServerException(
        "a range of it was answered with " + answer, response.statusCode(), null);
  }

  private static Exception known(Throwable e) {
    return e instanceof ServerException || e instanceof IOException
        ? (Exception) e
        : new IOException(e.getMessage(), e);
  }

  /** As the MinIO client's calls are counted. */
  private static Timer timer(URL url, Throwable failure) {
    int status = failure instanceof ServerException server ? server.statusCode() : PARTIAL_CONTENT;
    boolean none = failure instanceof IOException;
    return Timer.builder(S3Connection.TRIES)
        .tags("method", "GET", "uri", "none", "host", url.getHost())
        .tags("status", none ? "IO_ERROR" : Integer.toString(status))
        .tags("outcome", none ? Outcome.UNKNOWN.name() : Outcome.forStatus(status).name())
        .tags("target.scheme", url.getProtocol(), "target.host", url.getHost())
        .tags("target.port", Integer.toString(port(url)))
        .register(Metrics.globalRegistry);
  }

  private synchronized HttpClient http() {
    if (http == null) {
      http = Loops.VERTX.createHttpClient(options(), pool());
    }
    return http;
  }

  private HttpClientOptions options() {
    return new HttpClientOptions()
        .setMaxChunkSize(CHUNK)
        .setReceiveBufferSize(CHUNK)
        .setConnectTimeout(Math.toIntExact(config.connectTimeout().toMillis()))
        .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
        .setReadIdleTimeout(Math.toIntExact(config.silenceTimeout().toMillis()))
        .setKeepAliveTimeout(Math.toIntExact(config.connectionKeep().toSeconds()));
  }

  private PoolOptions pool() {
    return new PoolOptions().setHttp1MaxSize(config.connections()).setEventLoopSize(LOOPS);
  }
}
