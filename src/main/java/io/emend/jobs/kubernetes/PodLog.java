package io.emend.jobs.kubernetes;

import io.emend.jobs.log.LineBuffer;
import io.emend.jobs.log.LogTail;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.api.model.StatusBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.http.AsyncBody;
import io.fabric8.kubernetes.client.http.HttpClient;
import io.fabric8.kubernetes.client.http.HttpRequest;
import io.fabric8.kubernetes.client.http.HttpResponse;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * What one pod's run has printed and prints. The client's own way to follow a log hands on lines
 * only when all have come, and an error of the API server as one of them.
 */
final class PodLog implements AutoCloseable {
  /** Bytes that nobody has read before no more are asked for. */
  private static final int KEPT = 1 << 20;

  private final CompletableFuture<HttpResponse<AsyncBody>> answer;
  private final LineBuffer lines = new LineBuffer();
  private final ByteArrayOutputStream refusal = new ByteArrayOutputStream();
  private final ByteArrayOutputStream unread = new ByteArrayOutputStream();
  private AsyncBody held;

  private PodLog(HttpClient client, HttpRequest request) {
    answer = client.consumeBytes(request, this::keep);
    answer.thenAccept(response -> response.body().consume());
  }

  static PodLog follow(KubernetesClient client, String namespace, Pod pod) {
    String path =
        "api/v1/namespaces/%s/pods/%s/log?pretty=false&container=%s&follow=true"
            .formatted(namespace, pod.getMetadata().getName(), JobManifest.container(pod));
    HttpClient http = client.getHttpClient();
    return new PodLog(http, http.newHttpRequestBuilder().uri(client.getMasterUrl() + path).build());
  }

  private synchronized void keep(List<ByteBuffer> bytes, AsyncBody body) {
    for (ByteBuffer some : bytes) {
      byte[] copy = new byte[some.remaining()];
      some.get(copy);
      unread.writeBytes(copy);
    }
    if (unread.size() < KEPT) {
      body.consume();
    } else {
      held = body;
    }
  }

  private synchronized byte[] read() {
    byte[] bytes = unread.toByteArray();
    unread.reset();
    if (held != null) {
      AsyncBody body = held;
      held = null;
      body.consume();
    }
    return bytes;
  }

  /**
   * Lines that have come since the last call; waits for none.
   *
   * @throws KubernetesClientException if the API server refuses, cannot be reached, or breaks off
   */
  LogTail.Chunk next() {
    if (!answer.isDone()) {
      return new LogTail.Chunk(List.of(), true);
    }
    HttpResponse<AsyncBody> response = result(answer);
    // Asked before the read: what came before the end is read then.
    boolean ended = response.body().done().isDone();
    byte[] bytes = read();
    if (!response.isSuccessful()) {
      return refused(response, bytes, ended);
    }
    if (bytes.length > 0 || !ended) {
      return new LogTail.Chunk(lines.add(bytes, false), true);
    }
    result(response.body().done());
    return new LogTail.Chunk(lines.add(bytes, true), false);
  }

  private LogTail.Chunk refused(HttpResponse<AsyncBody> response, byte[] bytes, boolean ended) {
    refusal.writeBytes(bytes);
    if (!ended) {
      return new LogTail.Chunk(List.of(), true);
    }
    Status status = status(response.code(), refusal.toString(StandardCharsets.UTF_8).strip());
    throw new KubernetesClientException(status.getMessage(), response.code(), status);
  }

  /** A kubelet's refusals are plain text, which may read as YAML. */
  private static Status status(int code, String told) {
    Status plain =
        new StatusBuilder().withCode(code).withMessage(told.isEmpty() ? null : told).build();
    try {
      return told.startsWith("{") ? Serialization.unmarshal(told, Status.class) : plain;
    } catch (IllegalArgumentException | KubernetesClientException e) {
      return plain;
    }
  }

  private static <T> T result(CompletableFuture<T> done) {
    try {
      return done.join();
    } catch (CompletionException e) {
      throw new KubernetesClientException("no answer", e.getCause());
    }
  }

  @Override
  public void close() {
    answer.thenAccept(response -> response.body().cancel());
  }
}
