package io.emend.storage.s3;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.emend.concurrent.NamedExecutors;
import io.emend.error.EmendException;
import io.emend.storage.file.FileRange;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.binder.okhttp3.OkHttpMetricsEventListener;
import io.minio.MinioAsyncClient;
import io.minio.ServerSideEncryption;
import io.minio.ServerSideEncryptionKms;
import io.minio.ServerSideEncryptionS3;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/**
 * An S3 server with the credentials to call it, for all buckets of it. Its threads keep no process
 * alive.
 *
 * @param ranges large reads
 * @param calls how calls are tried again
 * @param encryption of what is written, or none
 */
public record S3Connection(
    MinioAsyncClient client,
    S3Ranges ranges,
    S3Calls calls,
    Optional<ServerSideEncryption> encryption) {

  /** Of every try of a call: its time, by method and status. */
  static final String TRIES = "emend.store.requests";

  /**
   * Connects at the first call, not here.
   *
   * @throws io.emend.error.EmendException {@code invalid_value} for a setting that breaks a rule
   */
  public static S3Connection of(S3Config config) {
    MinioAsyncClient client =
        MinioAsyncClient.builder()
            .endpoint(config.endpoint().toString())
            .region(config.region())
            .credentialsProvider(S3Credentials.of(config, System.getenv()))
            .httpClient(http(config))
            .build();
    config.pathStyle().ifPresent(inPath -> style(client, inPath));
    return new S3Connection(client, new S3Ranges(config), S3Calls.of(config), encryption(config));
  }

  /** What is asked of the server by the client. */
  interface Call<T> {
    CompletionStage<T> of(MinioAsyncClient client) throws Exception;
  }

  /** Asks, and asks again where that might help. */
  <T> Uni<T> call(Call<T> call) {
    return calls.call(() -> call.of(client));
  }

  S3Link link(String bucket, String name) {
    return new S3Link(client, bucket, name);
  }

  /**
   * Reads, and reads again where that might help. Blocks whoever subscribes.
   *
   * @param target new for each try
   * @return CRC-32C of the range
   */
  Uni<Integer> range(S3Link link, String etag, Supplier<FileRange> target) {
    return calls.call(
        () -> CompletableFuture.completedFuture(ranges.read(link.url(), etag, target.get())));
  }

  private static void style(MinioAsyncClient client, boolean inPath) {
    if (inPath) {
      client.disableVirtualStyleEndpoint();
    } else {
      client.enableVirtualStyleEndpoint();
    }
  }

  private static OkHttpClient http(S3Config config) {
    Dispatcher dispatcher = new Dispatcher(NamedExecutors.cached("emend-s3"));
    dispatcher.setMaxRequests(config.connections());
    dispatcher.setMaxRequestsPerHost(config.connections());
    return new OkHttpClient.Builder()
        .dispatcher(dispatcher)
        .eventListener(OkHttpMetricsEventListener.builder(Metrics.globalRegistry, TRIES).build())
        .connectionPool(
            new ConnectionPool(
                config.connections(), config.connectionKeep().toMillis(), TimeUnit.MILLISECONDS))
        .connectTimeout(config.connectTimeout())
        .readTimeout(config.silenceTimeout())
        .writeTimeout(config.silenceTimeout())
        .protocols(List.of(Protocol.HTTP_1_1))
        .build();
  }

  private static Optional<ServerSideEncryption> encryption(S3Config config) {
    return switch (config.encryption()) {
      case NONE -> Optional.empty();
      case S3 -> Optional.of(new ServerSideEncryptionS3());
      case KMS -> Optional.of(kms(config));
    };
  }

  private static ServerSideEncryption kms(S3Config config) {
    try {
      return new ServerSideEncryptionKms(
          config
              .kmsKey()
              .orElseThrow(
                  () ->
                      EmendException.invalid(
                          "emend.storage.s3.kms-key", "must be set for kms", "not set")),
          Map.of());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an empty context is always written", e);
    }
  }
}
